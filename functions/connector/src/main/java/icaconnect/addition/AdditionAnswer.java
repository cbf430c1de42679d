package icaconnect.addition;

import icaconnect.code.Code;
import icaconnect.failure.Refused;
import icaconnect.lambda.Json;
import icaconnect.report.Finding;
import java.util.Optional;

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

  public static AdditionAnswer of(String bucket, Addition addition) {
    return addition.nothing()
        ? new AdditionAnswer(false, addition, "", "", Optional.empty())
        : new AdditionAnswer(
            true,
            addition,
            HclForm.of(addition),
            CdkForm.of(addition),
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
