package icaconnect.step;

/** A bucket's versioning; suspended buckets still hold versions. */
public enum Versioning {
  NEVER,
  ENABLED,
  SUSPENDED;

  /** Whether objects may have versions, so that ICA needs the version permissions. */
  public boolean keepsVersions() {
    return this != NEVER;
  }
}
