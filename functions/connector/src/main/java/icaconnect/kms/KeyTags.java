package icaconnect.kms;

/**
 * The tag by which whoever administers a key lets this stack edit its policy, once the deployer
 * lets tags decide.
 */
@FunctionalInterface
public interface KeyTags {
  /**
   * What the tag is called; its value is the installation: the stack's name and region, as
   * STACK/REGION.
   */
  String NAME = "ica-connect:editable-by";

  /** Where tags decide nothing. */
  KeyTags NONE = keyArn -> false;

  /** Whether this key's tag names this stack; not where its tags may not be seen. */
  boolean name(String keyArn);
}
