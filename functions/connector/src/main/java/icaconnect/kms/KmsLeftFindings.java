package icaconnect.kms;

import static icaconnect.report.Finding.warning;

import icaconnect.code.Code;
import icaconnect.failure.Refused;
import icaconnect.report.Finding;
import icaconnect.step.NotBelieved;

/** What a person should know of what stays, or may stay, in a key's policy and among its grants. */
final class KmsLeftFindings {
  /** A record can be wrong about a key, and every step can write it. */
  private static final String NEVER_ITS_KEY =
      " Where the key never was this bucket's, see \"A record that stops a request\" in"
          + " docs/operations.md.";

  private KmsLeftFindings() {}

  static Finding foreignStays(String key, String sid) {
    return warning(
        Code.SID_TAKEN,
        "The policy of the key "
            + key
            + " has a statement with our Sid, "
            + sid
            + ", that this application has not written: it stays.",
        "Have who owns the key look at it; give it another Sid where it is to stay.");
  }

  static Finding mayBeLeft(String key, String sid, String reason) {
    return warning(
        Code.EXEMPTION_LEFT,
        "The policy of the key "
            + key
            + " may have a statement of ours, "
            + sid
            + ", that no record names, and that this application cannot look for or take out: "
            + reason,
        "Take the statement " + sid + " out of that policy, if it is there.");
  }

  static Finding mayBeGranted(String key, String name, String reason) {
    return warning(
        Code.EXEMPTION_LEFT,
        "The key "
            + key
            + " may have a grant of ours, "
            + name
            + ", that no record names, and that this application cannot look for or end: "
            + reason,
        "Revoke each grant that is called "
            + name
            + ", if it is there: aws kms list-grants --key-id "
            + key
            + ", aws kms revoke-grant.");
  }

  static String onlyTheFirst(int grants) {
    return "only the first " + grants + " of its grants were looked at.";
  }

  /** KMS lists none, and does not say whether the making of one that was never answered made it. */
  static Finding mayHaveBeenMade(String key, OurGrant grant, String reason) {
    return warning(
        Code.EXEMPTION_LEFT,
        "KMS never answered whether it has made a grant on the key "
            + key
            + " for "
            + grant.grantee()
            + ", lists none, and cannot be asked again: "
            + reason,
        "In five minutes, revoke the grant that is called "
            + grant.name()
            + ", if it is there: aws kms list-grants --key-id "
            + key
            + ", aws kms revoke-grant.");
  }

  static Finding grantNotBelieved(String key, String id) {
    return NotBelieved.finding(
        "that it has the grant " + id + " on the key " + key, "that grant stays");
  }

  static Finding granteeNotBelieved(String key, String who) {
    return NotBelieved.finding(
        "that a grant on the key " + key + " lets in " + who, "no grant was made to find that one");
  }

  /** It reads like ours, and lets in whom this connection does not know. */
  static Finding grantOfAnotherStays(String key, KeyGrant grant) {
    return warning(
        Code.EXEMPTION_LEFT,
        "The key "
            + key
            + " still has the grant "
            + grant.id()
            + ", which is called "
            + grant.name()
            + " as ours are, and lets in "
            + grant.grantee()
            + ", whom this connection does not know.",
        "If nobody needs it: aws kms revoke-grant --key-id "
            + key
            + " --grant-id "
            + grant.id()
            + ".");
  }

  /** With {@code verifyOnly} the key is its owner's, and so is the end of what was made before. */
  static Finding grantsStay(String key, String name) {
    return warning(
        Code.EXEMPTION_LEFT,
        "An earlier request without verifyOnly had grants made on the key "
            + key
            + ", which are called "
            + name
            + " and stay.",
        "Connect once with keyAccess \"report\" and without verifyOnly, which ends them; or list them (aws kms list-grants --key-id "
            + key
            + ") and revoke them (aws kms revoke-grant).");
  }

  static Finding statementStays(String key, String sid) {
    return warning(
        Code.EXEMPTION_LEFT,
        "The policy of the key "
            + key
            + " has the statement "
            + sid
            + " of an earlier request without verifyOnly, which stays.",
        "Connect once with keyAccess \"report\" and without verifyOnly, which takes it out; or take it out of that policy.");
  }

  static Refused statementLeft(String key, String sid, String reason) {
    return new Refused(
        Code.KMS_DENIES_US,
        "A statement of ours may still be in the policy of the key "
            + key
            + ", and KMS does not show that policy: "
            + reason,
        "Let the role that it names read and write the key's policy, or take the statement "
            + sid
            + " out by hand and let it read the policy; then send the request again."
            + NEVER_ITS_KEY);
  }

  static Refused grantLeft(String key, String name, String reason) {
    return new Refused(
        Code.KMS_DENIES_US,
        "A grant of ours may still be on the key "
            + key
            + ", and KMS does not show its grants: "
            + reason,
        "Let the role that it names list and revoke grants on the key, or revoke the grant that is called "
            + name
            + " by hand and let it list them; then send the request again."
            + NEVER_ITS_KEY);
  }
}
