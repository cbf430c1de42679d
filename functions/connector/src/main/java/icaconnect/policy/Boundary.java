package icaconnect.policy;

/** Whether a principal has a permissions boundary. */
public enum Boundary {
  NONE,
  SET,
  UNKNOWN
}
