package icaconnect.connection;

/** What to do with a Deny statement of theirs that would lock ICA out. */
public enum DenyStatements {
  /** Add the connection's two principals to its exceptions. */
  EXEMPT,
  /** Touch nothing and say what would have to change. */
  REPORT
}
