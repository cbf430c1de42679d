package icaconnect.cdk;

/** What to do with a Deny statement that would lock ICA out. */
public enum DenyStatements {
  /** Add the connection's principals to the exceptions of a list of who may. */
  EXEMPT,
  /** Say what to edit. */
  REPORT
}
