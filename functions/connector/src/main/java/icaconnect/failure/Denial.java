package icaconnect.failure;

import icaconnect.code.Code;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What AWS says about a denied call: who was denied what, and by which layer. AWS names one layer
 * even where several deny, and none for calls between organisations.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/troubleshoot-403-errors.html
 *
 * @param explicit a Deny statement matched; otherwise no Allow statement did
 * @param policyArn of the policy that denies, where AWS names it
 */
public record Denial(
    Layer layer,
    boolean explicit,
    Optional<String> principal,
    Optional<String> action,
    Optional<String> resource,
    Optional<String> policyArn) {

  /** The kinds of policy that can deny a call, with who can change them. */
  public enum Layer {
    IDENTITY_POLICY(
        "identity-based policy",
        "Let the account's administrator allow it in the policies of that role or user."),
    BOUNDARY(
        "permissions boundary",
        "Let the account's administrator allow it in the permissions boundary of that role or user."),
    SESSION_POLICY(
        "session policy",
        "Let whoever opens the session allow it in the policy that they pass with it."),
    RESOURCE_POLICY(
        "resource-based policy",
        "Let whoever owns the bucket, key or secret exempt that role or user in its policy."),
    SERVICE_CONTROL_POLICY(
        "service control policy",
        "Let the administrator of the AWS organisation exempt that role or user in the service control policy."),
    RESOURCE_CONTROL_POLICY(
        "resource control policy",
        "Let the administrator of the AWS organisation exempt that role or user in the resource control policy."),
    ENDPOINT_POLICY(
        "VPC endpoint policy",
        "Let whoever owns the VPC endpoint allow it in the endpoint's policy."),
    BLOCK_PUBLIC_ACCESS(
        "S3 Block Public Access",
        "Give the policy's public Allow statements a principal or a condition with fixed values."),
    UNKNOWN(
        "a layer that AWS does not name",
        "Look at this call in CloudTrail, then at the resource's policy, the organisation's policies and the role's own policies.");

    private final String words;
    private final String remedy;

    Layer(String words, String remedy) {
      this.words = words;
      this.remedy = remedy;
    }

    public String words() {
      return words;
    }

    public String remedy() {
      return remedy;
    }
  }

  private static final Pattern WHO =
      Pattern.compile(
          "(?:User: )?(\\S+) is not authorized to perform: ([\\w-]+:\\w+)"
              + "(?: on resource: \"?([^\\s\"]+)\"?)?");
  private static final Pattern WHY =
      Pattern.compile(
          "(with an explicit deny in an?|because no) ((?:[\\w-]+ ){0,3}?(?:policy|boundary))\\b"
              + "(?:: (arn:\\S+))?",
          Pattern.CASE_INSENSITIVE);
  // KMS tells another account no more than that.
  private static final Pattern FOREIGN_RESOURCE =
      Pattern.compile("no resource-based policies allow access, or a resource-based policy");
  private static final Pattern EXPLICIT =
      Pattern.compile("with an explicit deny\\b", Pattern.CASE_INSENSITIVE);
  // Bucket names may contain "public": only what follows the resource tells of Block Public Access.
  private static final Pattern PUBLIC =
      Pattern.compile(
          "BlockPublic(?:Policy|Acls)|RestrictPublicBuckets|block public access setting");

  /** Reads AWS's message, which may be null or not AWS's at all. */
  public static Denial of(@Nullable String message) {
    String text = message == null ? "" : message.strip();
    Matcher who = WHO.matcher(text);
    boolean told = who.find();
    String reason = told ? text.substring(who.end()) : text;
    Matcher why = WHY.matcher(reason);
    boolean reasoned = why.find();
    Layer layer =
        PUBLIC.matcher(reason).find()
            ? Layer.BLOCK_PUBLIC_ACCESS
            : FOREIGN_RESOURCE.matcher(reason).find()
                ? Layer.RESOURCE_POLICY
                : reasoned ? layer(why.group(2)) : Layer.UNKNOWN;
    return new Denial(
        layer,
        EXPLICIT.matcher(reason).find(),
        told ? Optional.of(who.group(1)) : Optional.empty(),
        told ? Optional.of(who.group(2)) : Optional.empty(),
        told ? Optional.ofNullable(who.group(3)) : Optional.empty(),
        reasoned
            ? Optional.ofNullable(why.group(3)).map(arn -> arn.replaceAll("[.,]+$", ""))
            : Optional.empty());
  }

  private static Layer layer(String words) {
    String lower = words.toLowerCase(Locale.ROOT).strip();
    for (Layer layer : Layer.values()) {
      if (lower.endsWith(layer.words.toLowerCase(Locale.ROOT))) {
        return layer;
      }
    }
    return Layer.UNKNOWN;
  }

  /** Whether AWS says which layer denies. */
  public boolean named() {
    return layer != Layer.UNKNOWN;
  }

  /** Which layer stops the call, and how, as the end of a sentence. */
  public String cause() {
    String by =
        switch (layer) {
          case UNKNOWN -> "denied by " + layer.words;
          case BLOCK_PUBLIC_ACCESS -> "blocked by " + layer.words;
          default ->
              explicit
                  ? "denied by a Deny statement of the " + layer.words
                  : "not allowed by any " + layer.words;
        };
    return by + policyArn.map(arn -> " " + arn).orElse("");
  }

  /** A refusal for a person, who is told the call, the layer and who can change it. */
  public Refused refusal(Code code, String service, Throwable cause) {
    return new Refused(
        code,
        service
            + " denies "
            + principal.orElse("this application")
            + " the call "
            + action.orElse("that it made")
            + resource.filter(arn -> !arn.equals("*")).map(arn -> " on " + arn).orElse("")
            + ": it is "
            + cause()
            + ".",
        layer.remedy() + " Then send the request again.",
        cause);
  }
}
