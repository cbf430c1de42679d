package icaconnect.kms;

/** Key policies as KMS keeps them. */
public interface KeyPolicyPort {
  KeyPolicyFound read(String keyArn);

  /**
   * Writes the document, if the policy is still the one that was planned on.
   *
   * @throws icaconnect.failure.TryAgain when somebody else changed it in the same moment
   */
  void apply(KmsPlan.Edit edit);
}
