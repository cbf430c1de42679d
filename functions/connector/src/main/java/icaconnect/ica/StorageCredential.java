package icaconnect.ica;

import org.jspecify.annotations.Nullable;

/**
 * A storage credential as ICA lists it: never with its secret.
 *
 * @param type text, since ICA may know more types than we do
 * @param tenantId whose it is
 */
public record StorageCredential(String id, String name, String type, @Nullable String tenantId) {
  public static final String AWS_USER = "AWS_USER";

  /** A credential of a tenant that nobody asks for. */
  public StorageCredential(String id, String name, String type) {
    this(id, name, type, null);
  }

  public boolean isAwsUser() {
    return AWS_USER.equals(type);
  }
}
