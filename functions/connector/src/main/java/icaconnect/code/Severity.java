package icaconnect.code;

/** How much a finding matters. */
public enum Severity {
  /** Good to know. */
  INFO,
  /** Works now, may not later or not everywhere. */
  WARNING,
  /** ICA will not work until this is cured. */
  ERROR
}
