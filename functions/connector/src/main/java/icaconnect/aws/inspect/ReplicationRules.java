package icaconnect.aws.inspect;

import icaconnect.inspect.Replication;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.model.EncryptionConfiguration;
import software.amazon.awssdk.services.s3.model.ReplicationConfiguration;
import software.amazon.awssdk.services.s3.model.ReplicationRule;
import software.amazon.awssdk.services.s3.model.ReplicationRuleFilter;
import software.amazon.awssdk.services.s3.model.ReplicationRuleStatus;
import software.amazon.awssdk.services.s3.model.SourceSelectionCriteria;
import software.amazon.awssdk.services.s3.model.SseKmsEncryptedObjects;
import software.amazon.awssdk.services.s3.model.SseKmsEncryptedObjectsStatus;

/** S3's replication rules; the older kind has its prefix beside the filter. */
final class ReplicationRules {
  private ReplicationRules() {}

  static List<Replication> inForce(ReplicationConfiguration configuration) {
    return configuration.rules().stream()
        .filter(rule -> rule.status() == ReplicationRuleStatus.ENABLED)
        .map(ReplicationRules::of)
        .toList();
  }

  private static Replication of(ReplicationRule rule) {
    return new Replication(
        prefix(rule),
        rule.destination().bucket(),
        Optional.ofNullable(rule.destination().account()),
        Optional.ofNullable(rule.sourceSelectionCriteria())
            .map(SourceSelectionCriteria::sseKmsEncryptedObjects)
            .map(SseKmsEncryptedObjects::status)
            .filter(SseKmsEncryptedObjectsStatus.ENABLED::equals)
            .isPresent(),
        Optional.ofNullable(rule.destination().encryptionConfiguration())
            .map(EncryptionConfiguration::replicaKmsKeyID));
  }

  /** A rule that asks for tags as well may concern some of these objects. */
  @SuppressWarnings("deprecation")
  private static String prefix(ReplicationRule rule) {
    var filter = Optional.ofNullable(rule.filter());
    return Stream.of(
            filter.map(ReplicationRuleFilter::prefix),
            filter.map(ReplicationRuleFilter::and).map(both -> both.prefix()),
            Optional.ofNullable(rule.prefix()))
        .flatMap(Optional::stream)
        .findFirst()
        .orElse("");
  }
}
