package icaconnect.inspect;

import icaconnect.code.Code;
import icaconnect.connection.Connection;
import icaconnect.connection.IcaRegion;
import icaconnect.failure.Refused;

/** A bucket must lie in the AWS region of its ICA project. */
final class Regions {
  private Regions() {}

  static void refuseOthers(Connection connection, String region) {
    if (IcaRegion.of(region).isEmpty()) {
      throw new Refused(
          Code.REGION_WITHOUT_ICA,
          "The bucket lies in " + region + ", where ICA has no region.",
          "Use a bucket in one of " + IcaRegion.codes() + ".");
    }
    connection
        .icaRegion()
        .map(IcaRegion::code)
        .filter(asked -> !asked.equals(region))
        .ifPresent(asked -> {
          throw new Refused(
              Code.REGION_MISMATCH,
              "The bucket lies in " + region + ", the request says " + asked + ".",
              "Use a bucket in the ICA project's region, or correct icaRegion.");
        });
  }
}
