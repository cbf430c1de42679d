package icaconnect.step;

import icaconnect.code.Code;
import icaconnect.failure.Refused;

/** Says that a bucket is another stack's, and whose. */
public final class OtherInstallation {
  private OtherInstallation() {}

  /**
   * @param what carries the other one's mark
   * @param name the other one's, perhaps after a separator; empty where its mark names none
   */
  public static Refused refusal(String what, String name) {
    String whose = name.replaceFirst("^[/-]", "");
    return new Refused(
        Code.OTHER_INSTALLATION,
        "The bucket is connected by "
            + (whose.isEmpty()
                ? "an installation of ICA Bucket Connect that did not name itself"
                : "the installation " + whose)
            + ": its mark is on the "
            + what
            + ".",
        "Disconnect the bucket there first. If that installation is gone, take away what carries its mark.");
  }
}
