package icaconnect.inspect;

import icaconnect.code.Code;
import icaconnect.connection.Connection;
import icaconnect.report.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Replication keeps nobody out, and copies what ICA writes to where others may read it, or leaves
 * it out without a word, as objects that are encrypted with a key of KMS.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-what-is-isnot-replicated.html
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-config-for-kms-objects.html
 */
final class Replications {
  private Replications() {}

  static List<Finding> findings(
      Connection connection, BucketInspection bucket, Optional<String> keyArn) {
    if (bucket.replications().isEmpty()) {
      return List.of(
          Finding.info(
              Code.REPLICATED,
              "The bucket's replication rules may not be read, so nobody has looked whether what ICA writes is copied elsewhere.",
              "Allow s3:GetReplicationConfiguration on the bucket to see it, or ask its owner."));
    }
    var findings = new ArrayList<Finding>();
    bucket.replications().get().stream()
        .filter(rule -> overlap(rule.prefix(), connection.prefix().value()))
        .forEach(rule -> findings.add(finding(rule, encrypted(bucket), keyArn)));
    return findings;
  }

  private static Finding finding(Replication rule, boolean encrypted, Optional<String> keyArn) {
    String where =
        rule.bucket() + rule.account().map(account -> " of account " + account).orElse("");
    String which =
        rule.prefix().isEmpty() ? "What ICA writes" : "What ICA writes below " + rule.prefix();
    if (encrypted && !rule.kmsObjects()) {
      return Finding.warning(
          Code.REPLICATION_SKIPS_ICA,
          which
              + " is encrypted with "
              + keyArn.orElse("the AWS managed key aws/s3")
              + ", and the rule that replicates to "
              + where
              + " does not select such objects: they are missing there, and S3 says nothing.",
          "Select objects encrypted with AWS KMS in that rule (SourceSelectionCriteria, SseKmsEncryptedObjects) and name a key for the copies, if they shall be complete.");
    }
    return Finding.info(
        Code.REPLICATED,
        which
            + " is replicated to "
            + where
            + rule.replicaKey()
                .filter(key -> encrypted)
                .map(key ->
                    ", and encrypted there with "
                        + key
                        + ", by which the role of the rule must be let in")
                .orElse("")
            + ": whoever may read there reads it too, and what ICA deletes for good stays there.",
        "Nothing to do if that is meant; otherwise leave ICA's prefix out of the rule's filter.");
  }

  private static boolean encrypted(BucketInspection bucket) {
    return bucket.encryptionAlgorithm().filter(each -> each.startsWith("aws:kms")).isPresent();
  }

  private static boolean overlap(String one, String other) {
    return one.startsWith(other) || other.startsWith(one);
  }
}
