package icaconnect.kms;

import java.util.List;

/** The grants on keys, which this application reads and never makes. */
@FunctionalInterface
public interface KeyGrants {
  /** Where nobody is asked. */
  KeyGrants NONE = (key, grantee) -> List.of();

  /** Those of this principal; none where they may not be seen. */
  List<KeyGrant> of(String keyArn, String granteeArn);
}
