package icaconnect.addition;

import icaconnect.code.Code;
import icaconnect.failure.Refused;
import icaconnect.lambda.Json;
import icaconnect.report.Finding;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The field {@code addition} of an answer: the same in three languages.
 *
 * @param missing whether anything is; if not, the texts are empty
 * @param hcl Terraform
 * @param cdk AWS CDK in TypeScript
 * @param refusal the message of a connect that is refused for it
 */
public record AdditionAnswer(
    boolean missing, Addition json, String hcl, String cdk, Optional<String> refusal) {
  /** CloudFormation shows about this much of a failure's message. */
  private static final int SHOWN = 2_000;

  /** Characters of all three languages: a workflow carries 256 KiB, and no document beside this. */
  private static final int CARRIED = 48_000;

  private static final String TOO_LONG =
      "// Too long to be carried in a third language: see the JSON.";

  public static AdditionAnswer of(String bucket, Addition addition) {
    if (addition.nothing()) {
      return new AdditionAnswer(false, addition, "", "", Optional.empty());
    }
    String hcl = HclForm.of(addition);
    String cdk = CdkForm.of(addition);
    boolean fits =
        Stream.of(addition, hcl, cdk).mapToInt(each -> Json.write(each).length()).sum() <= CARRIED;
    return new AdditionAnswer(
        true,
        addition,
        fits ? hcl : TOO_LONG,
        fits ? cdk : TOO_LONG,
        Optional.of(
            new Refused(Code.OWNER_MUST_ADD, lacking(bucket, addition), remedy(addition))
                .getMessage()));
  }

  /** What a plan says. */
  public Finding finding(String bucket) {
    return missing
        ? Finding.error(Code.OWNER_MUST_ADD, lacking(bucket, json), remedy(json))
        : Finding.info(
            Code.OWNER_HAS_ADDED,
            "Nothing is written to the bucket "
                + bucket
                + ", its policies and its key (verifyOnly): all that ICA needs is there.",
            "Leave it in the code of whoever describes the bucket.");
  }

  private static String lacking(String bucket, Addition addition) {
    return "The bucket "
        + bucket
        + " is left to its owner (verifyOnly), and ICA lacks there: "
        + addition.inWords()
        + ". Nothing has been changed.";
  }

  private static String remedy(Addition addition) {
    String json = Json.write(addition);
    return "Have whoever owns the bucket's code add it, deploy that, and send the request again. The answer's field addition has it as JSON, Terraform and CDK"
        + (json.length() <= SHOWN ? "; as JSON it is: " + json : ".");
  }
}
