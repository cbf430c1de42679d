package icaconnect.inspect;

import icaconnect.code.Code;
import icaconnect.connection.Ours;
import icaconnect.failure.Denial;
import icaconnect.failure.Denial.Layer;
import icaconnect.failure.Refused;
import icaconnect.report.Finding;
import icaconnect.step.Goal;
import icaconnect.step.Step;
import java.util.Optional;

/**
 * Why a bucket can be neither connected nor, unless it is gone, disconnected: what cannot be seen
 * may still let ICA in.
 */
final class Refusals {
  private Refusals() {}

  static Refused missing(Step step) {
    return new Refused(
        Code.BUCKET_MISSING,
        "There is no bucket named " + step.bucket() + ".",
        "Create it first, or correct the name.");
  }

  /**
   * Refuses one in which another installation, or a hub, keeps its own. This stack's own are
   * refused by name, wherever they are asked for. Who may tag a bucket that is connected stops
   * nothing: it was no such bucket when it was connected.
   */
  static Optional<Finding> ofAnInstallation(Step step, BucketInspection bucket) {
    var owner = bucket.tags().map(tags -> tags.get(Ours.INSTALLATION_TAG));
    if (owner.isEmpty()) {
      return Optional.empty();
    }
    String tag = "tag " + Ours.INSTALLATION_TAG + " = " + owner.get();
    if (step.journal().isEmpty()) {
      throw new Refused(
          Code.BUCKET_OF_THE_STACK,
          "The bucket "
              + step.bucket()
              + " is one in which an installation keeps its trail, its runs or its files: its "
              + tag
              + " says so.",
          "Name a bucket with data of yours.");
    }
    return Optional.of(
        Finding.warning(
            Code.BUCKET_OF_THE_STACK,
            "The bucket "
                + step.bucket()
                + " is connected, and somebody has put the "
                + tag
                + " on it, which marks what an installation keeps for itself. Once disconnected, it cannot be connected again.",
            "Look who did (CloudTrail: PutBucketTagging), and take the tag off."));
  }

  static Refused otherOwner(Step step, Denial denial) {
    return new Refused(
        Code.BUCKET_NOT_OURS,
        "The bucket "
            + step.bucket()
            + " does not belong to account "
            + step.account().id()
            + ": S3 answers what it answers about buckets of other accounts ("
            + denial.cause()
            + ")."
            + nothingDone(step),
        "Deploy this application in the account that owns the bucket.");
  }

  static Refused denied(Step step, BucketFound.Denied found, String ownRoles) {
    var denial = found.denial();
    var statement = DenyingStatement.of(step, found, ownRoles);
    return new Refused(
        Code.BUCKET_DENIED,
        "The bucket "
            + step.bucket()
            + " is there, and "
            + denial.principal().orElse("this application")
            + " may not look at it: "
            + denial.action().orElse("s3:ListBucket")
            + " is "
            + denial.cause()
            + "."
            + statement.map(DenyingStatement::sentence).orElse("")
            + nothingDone(step),
        statement.map(DenyingStatement::remedy).orElseGet(() -> remedy(denial))
            + " Then send the request again.");
  }

  private static String remedy(Denial denial) {
    return denial.layer() == Layer.IDENTITY_POLICY && !denial.explicit()
        ? "Let this stack's BucketNamePattern include the bucket; if it does, let the account's administrator look at the policies of that role."
        : denial.layer().remedy();
  }

  private static String nothingDone(Step step) {
    return step.goal() == Goal.DISCONNECT
        ? " Nothing was taken back, and what is in the bucket's policy may still let ICA in."
        : "";
  }
}
