package icaconnect.connection;

/** What to do where the policy of the bucket's key does not let ICA in. */
public enum KeyAccess {
  /** Touch nothing and say what would have to change. */
  REPORT,
  /** Add a statement of ours to the key's policy, if the deployer lets this stack edit that key. */
  STATEMENT,
  /**
   * Make a grant of ours on the key, if the deployer lets this stack edit that key, and the bucket
   * has an S3 Bucket Key, which binds the grant to it.
   */
  GRANT
}
