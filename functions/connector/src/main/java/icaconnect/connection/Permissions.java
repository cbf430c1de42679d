package icaconnect.connection;

/** Which permissions ICA's user gets. */
public enum Permissions {
  /** The vendor's documents word for word. */
  DOCUMENTED,
  /** Besides them object tagging, multipart clean-up, and moves across accounts. */
  EXTENDED
}
