package icaconnect.report;

/**
 * What a change is about, in the one grammar of {@code changes[].what}: {@code <kind> <identity>},
 * or {@code <kind> <identity>: <part>} where only a part of it changes.
 *
 * @param identity the name that AWS or ICA knows it by; for a statement without a Sid, its JSON
 *     pointer in the policy
 */
public record ChangeSubject(Kind kind, String identity) {
  /** The kinds of things that this product changes. */
  public enum Kind {
    CORS_RULE("CORS rule"),
    POLICY_STATEMENT("bucket policy statement"),
    KEY_POLICY_STATEMENT("key policy statement"),
    KEY_GRANT("key grant"),
    IAM_USER("IAM user"),
    IAM_POLICY("IAM policy"),
    SECRET("secret"),
    STORAGE_CREDENTIAL("ICA storage credential"),
    STORAGE_CONFIGURATION("ICA storage configuration");

    private final String words;

    Kind(String words) {
      this.words = words;
    }
  }

  /** The whole thing, which comes, goes or is replaced. */
  public String whole() {
    return kind.words + " " + identity;
  }

  /** A part of it: a field's name, or a JSON pointer into it (RFC 6901). */
  public String part(String part) {
    return whole() + ": " + part;
  }
}
