package icaconnect.rotation;

/** Where a rotation stands, as the workflow reads it. */
enum RotationPhase {
  /** The key is younger than it may become, and nothing is left of an earlier run. */
  NOT_DUE,
  /** There is a new key that is not current yet. */
  NEW_KEY,
  /** The new key is current; the old one is still there. */
  OLD_KEY,
  /** The old key has to rest. */
  RESTING,
  /** There is one key. */
  ONE_KEY
}
