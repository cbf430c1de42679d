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
        public void make(String keyArn, OurGrant grant) {
          throw new IllegalStateException("nothing is made here");
        }

        @Override
        public void revoke(String keyArn, String grantId) {
          throw new IllegalStateException("nothing is revoked here");
        }
      };

  /** Those of this principal; none where they may not be seen. */
  List<KeyGrant> of(String keyArn, String granteeArn);

  /** Every grant on the key. */
  GrantsFound on(String keyArn);

  /**
   * Makes it, once: where there is the same, that one stays.
   *
   * @throws icaconnect.failure.TryAgain when KMS does not know the grantee yet, or nobody knows
   *     whether it has made it
   */
  void make(String keyArn, OurGrant grant);

  /**
   * Ends it; one that is gone already is no failure.
   *
   * @throws icaconnect.failure.TryAgain when nobody knows whether it has ended
   */
  void revoke(String keyArn, String grantId);
}
