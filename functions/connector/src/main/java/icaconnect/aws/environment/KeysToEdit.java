package icaconnect.aws.environment;

import icaconnect.aws.client.Clients;
import icaconnect.aws.kms.KmsKeyTags;
import icaconnect.kms.EditableKeys;
import icaconnect.kms.KeyTags;

/** The keys whose policies may be edited, as the environment says: EDITABLE_KEY_ARNS. */
public final class KeysToEdit {
  private KeysToEdit() {}

  /** By which tags, besides: EDITABLE_KEY_TAG, the value that lets a key be edited, or empty. */
  public static KeyTags tags() {
    String installation = System.getenv("EDITABLE_KEY_TAG");
    return new KmsKeyTags(new Clients(), installation == null ? "" : installation);
  }

  public static EditableKeys ofEnvironment() {
    return EditableKeys.of(System.getenv("EDITABLE_KEY_ARNS"));
  }
}
