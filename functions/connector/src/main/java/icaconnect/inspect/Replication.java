package icaconnect.inspect;

import java.util.Optional;

/**
 * A rule by which S3 copies new objects of the bucket to another.
 *
 * @param prefix of the objects that it is about; "" is all
 * @param bucket the destination's ARN
 * @param account the destination's, where the rule names it
 * @param kmsObjects it also copies what is encrypted with a key of KMS
 * @param replicaKey the key that the copies of such objects get
 */
public record Replication(
    String prefix,
    String bucket,
    Optional<String> account,
    boolean kmsObjects,
    Optional<String> replicaKey) {}
