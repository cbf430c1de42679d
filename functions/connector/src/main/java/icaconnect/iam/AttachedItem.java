package icaconnect.iam;

/** Something on a user, other than an attached policy, for which IAM would refuse to delete it. */
public record AttachedItem(Kind kind, String name) {
  /** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteUser.html */
  public enum Kind {
    ACCESS_KEY,
    INLINE_POLICY,
    GROUP,
    LOGIN_PROFILE,
    MFA_DEVICE,
    SIGNING_CERTIFICATE,
    SSH_PUBLIC_KEY,
    SERVICE_SPECIFIC_CREDENTIAL;

    /** Whether the user may do more by it. */
    boolean grants() {
      return this == INLINE_POLICY || this == GROUP;
    }
  }

  @Override
  public String toString() {
    return kind + " " + name;
  }
}
