package icaconnect.cdk;

/** What to do where the policy of the bucket's key keeps ICA out. */
public enum KeyAccess {
  /** Say which statement is missing. */
  REPORT,
  /** Add it, if the application may edit that key's policy. */
  STATEMENT,
  /** Make a grant, if the application may edit that key, and the bucket has an S3 Bucket Key. */
  GRANT
}
