package icaconnect.aws.environment;

import icaconnect.kms.EditableKeys;

/** The keys whose policies may be edited, as the environment says: EDITABLE_KEY_ARNS. */
public final class KeysToEdit {
  private KeysToEdit() {}

  public static EditableKeys ofEnvironment() {
    return EditableKeys.of(System.getenv("EDITABLE_KEY_ARNS"));
  }
}
