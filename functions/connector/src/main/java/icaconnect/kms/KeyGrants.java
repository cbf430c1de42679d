package icaconnect.kms;

import java.util.List;

/** The grants on keys: those of others, which are read, and ours. */
public interface KeyGrants {
  /** Where nobody is asked, and nothing is made. */
  KeyGrants NONE =
      new KeyGrants() {
        @Override
        public List<KeyGrant> of(String keyArn, String granteeArn) {
          return List.of();
        }

        @Override
        public GrantsFound on(String keyArn) {
          return new GrantsFound.Grants(List.of());
        }

        @Override
        public String make(String keyArn, OurGrant grant) {
          throw new IllegalStateException("nothing is made here");
        }

        @Override
        public Recalled recall(String keyArn, OurGrant grant) {
          throw new IllegalStateException("nothing is made here");
        }

        @Override
        public boolean revoke(String keyArn, String grantId) {
          throw new IllegalStateException("nothing is revoked here");
        }
      };

  /** Those of this principal; none where they may not be seen. */
  List<KeyGrant> of(String keyArn, String granteeArn);

  /** Every grant on the key. */
  GrantsFound on(String keyArn);

  /** The same where nobody knows of any of ours: at least a thousand, of up to 50,000. */
  default GrantsFound beginningOn(String keyArn) {
    return on(keyArn);
  }

  /**
   * Makes it, once: where there is the same, that one stays.
   *
   * @return its id
   * @throws icaconnect.failure.TryAgain when KMS does not know the grantee yet, or nobody knows
   *     whether it has made it
   */
  String make(String keyArn, OurGrant grant);

  /** What becomes of the question which grant it was whose making was never answered. */
  sealed interface Recalled {
    /** The one that there was, or one that has been made for the question; it is to be ended. */
    record Known(String id) implements Recalled {}

    /** There can be none: its grantee is not there, or the key is not. */
    record None() implements Recalled {}

    /**
     * @param reason KMS's own words
     */
    record Unknown(String reason) implements Recalled {}
  }

  /**
   * Asks for one that may have been made, by making it once more: KMS then answers with the id of
   * the first.
   *
   * @throws icaconnect.failure.TryAgain when KMS does not answer
   */
  Recalled recall(String keyArn, OurGrant grant);

  /**
   * Ends it; one that is gone already is no failure.
   *
   * @return whether there was one
   * @throws icaconnect.failure.TryAgain when nobody knows whether it has ended
   */
  boolean revoke(String keyArn, String grantId);
}
