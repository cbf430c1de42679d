package icaconnect.inspect;

import static icaconnect.report.Finding.info;
import static icaconnect.report.Finding.warning;

import icaconnect.code.Code;
import icaconnect.connection.Connection;
import icaconnect.connection.IcaRegion;
import icaconnect.inspect.BucketInspection.PublicAccess;
import icaconnect.report.Finding;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What a person should know about a bucket that is about to be connected, one method each. */
record BucketFindings(Connection connection, BucketInspection bucket) {
  static List<Finding> of(Connection connection, BucketInspection bucket) {
    return new BucketFindings(connection, bucket).all();
  }

  static List<Finding> ofGoneBucket(String bucket) {
    return List.of(
        info(
            Code.BUCKET_GONE,
            "The bucket " + bucket + " is gone.",
            "Nothing to do: disconnecting takes back what this product made outside the bucket."));
  }

  private List<Finding> all() {
    return Stream.of(
            wholeBucket(),
            sequenceHub(),
            ownership(),
            publicAccess(),
            notifications(),
            objectLock(),
            undeletable(),
            requesterPays(),
            describedInCode())
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<Finding> wholeBucket() {
    return when(
        connection.prefix().isRoot(),
        () ->
            info(
                Code.ROOT_OF_BUCKET,
                "This request gives the whole bucket to one ICA project.",
                "Give a prefix such as \"project/\" if other ICA projects shall use this bucket too."));
  }

  private Optional<Finding> sequenceHub() {
    return IcaRegion.of(bucket.region())
        .filter(IcaRegion::lacksSequenceHub)
        .map(_ ->
            warning(
                Code.NO_SEQUENCE_HUB,
                "ICA has no BaseSpace Sequence Hub in " + bucket.region() + ".",
                "Expect no direct upload from sequencers in this region."));
  }

  private Optional<Finding> ownership() {
    return bucket
        .ownership()
        .filter(ownership -> !ownership.equals("BucketOwnerEnforced"))
        .map(ownership ->
            warning(
                Code.OBJECT_OWNERSHIP,
                "Object Ownership is "
                    + ownership
                    + ", and the page of Illumina BioInsight Platform Core (previously Illumina Connected Analytics) has everybody verify that it is BucketOwnerEnforced: objects that another account writes, as ICA's does when it copies, stay that account's.",
                "Set Object Ownership to BucketOwnerEnforced, once no access by ACL is needed."));
  }

  private Optional<Finding> publicAccess() {
    return when(
        bucket.publicAccess() != PublicAccess.BLOCKED,
        () ->
            warning(
                Code.PUBLIC_ACCESS,
                "S3 Block Public Access is not fully on for this bucket"
                    + (bucket.publicAccess() == PublicAccess.ACCOUNT_UNSEEN
                        ? "; whether the account's makes up for it may not be seen (s3:GetAccountPublicAccessBlock)."
                        : ", and the account's does not make up for it."),
                "Turn on all four settings; ICA needs no public access."));
  }

  private Optional<Finding> notifications() {
    return bucket.notifications().stream()
        .filter(theirs -> theirs.overlaps(connection.prefix().value()))
        .findFirst()
        .map(theirs ->
            warning(
                Code.NOTIFICATION_OVERLAP,
                "An event notification of yours listens to "
                    + String.join(", ", theirs.events())
                    + " of \""
                    + theirs.prefix()
                    + "\", which overlaps what ICA will listen to.",
                "Move it to EventBridge or to another prefix: S3 refuses two notifications whose events, prefixes and suffixes all overlap, and ICA adds its own, which has no suffix."));
  }

  private Optional<Finding> objectLock() {
    return when(
        bucket.objectLock(),
        () ->
            warning(
                Code.OBJECT_LOCK,
                "Object Lock is on: ICA cannot delete what is under retention.",
                "Expect deletions in ICA to fail until the retention ends."));
  }

  private Optional<Finding> undeletable() {
    return bucket
        .undeletable()
        .map(why ->
            warning(
                Code.PROBE_WRITES_NOTHING,
                why + ": the proof writes no object, and ICA deletes nothing for good.",
                "Nothing to do for the connection; writing is judged and not tried, deleting is not."));
  }

  private Optional<Finding> requesterPays() {
    return when(
        bucket.requesterPays(),
        () ->
            warning(
                Code.REQUESTER_PAYS,
                "Requester Pays is on, and ICA does not send the header that it needs.",
                "Turn Requester Pays off for this bucket."));
  }

  private Optional<Finding> describedInCode() {
    if (connection.verifyOnly()) {
      return Optional.empty();
    }
    return bucket.tags().isEmpty()
        ? Optional.of(tagsUnseen())
        : bucket.tags().flatMap(ConfigurationTool::of).map(BucketFindings::described);
  }

  private static Optional<Finding> when(boolean holds, Supplier<Finding> finding) {
    return holds ? Optional.of(finding.get()) : Optional.empty();
  }

  /** Each of these tools replaces the whole policy and all the CORS rules by what its code says. */
  private static Finding described(ConfigurationTool tool) {
    return warning(
        Code.DESCRIBED_IN_CODE,
        "The bucket is described in the code of "
            + tool.told()
            + ": where that code says something of the bucket's policy or CORS rules, its next deployment that writes them takes ICA's out, and ICA gets 403.",
        "Send the request with verifyOnly: the answer then shows what that code has to hold, as JSON, Terraform and CDK, and nothing is written to the bucket. What would be overwritten shows "
            + tool.compare()
            + ".");
  }

  private static Finding tagsUnseen() {
    return info(
        Code.BUCKET_TAGS_UNSEEN,
        "The bucket's tags may not be read, so nobody has looked whether a tool such as CloudFormation or Terraform describes the bucket and would overwrite what is merged here.",
        "Allow s3:GetBucketTagging on the bucket to see it, or ask whoever made the bucket.");
  }
}
