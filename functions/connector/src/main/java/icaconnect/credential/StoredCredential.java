package icaconnect.credential;

import java.util.List;
import java.util.Optional;

/**
 * The connection's secret as its description shows it; the value is not read.
 *
 * @param bucket the bucket that our tag names; empty when the secret is not ours
 * @param accessKeyId the key that our tag names
 * @param scheduledForDeletion whether Secrets Manager will delete it
 * @param replicas the regions that it is replicated to
 */
public record StoredCredential(
    String arn,
    Optional<String> bucket,
    Optional<String> accessKeyId,
    boolean scheduledForDeletion,
    List<String> replicas) {}
