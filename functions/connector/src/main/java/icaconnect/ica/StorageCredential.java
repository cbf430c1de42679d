package icaconnect.ica;

/**
 * A storage credential as ICA lists it: never with its secret.
 *
 * @param type text, since ICA may know more types than we do
 */
public record StorageCredential(String id, String name, String type) {
  public static final String AWS_USER = "AWS_USER";

  public boolean isAwsUser() {
    return AWS_USER.equals(type);
  }
}
