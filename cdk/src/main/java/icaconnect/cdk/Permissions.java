package icaconnect.cdk;

/** What ICA's user may do. */
public enum Permissions {
  /** The vendor's policy word for word. */
  DOCUMENTED,
  /** Besides, object tags, multipart clean-up and moves across accounts. */
  EXTENDED
}
