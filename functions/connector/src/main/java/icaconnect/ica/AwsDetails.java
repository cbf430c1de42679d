package icaconnect.ica;

import org.jspecify.annotations.Nullable;

/**
 * The S3 side of a storage configuration.
 *
 * @param keyPrefix null for the whole bucket; else ends with a slash and does not start with one
 * @param serverSideEncryptionAlgorithm null for ICA's default, which is AES256
 * @param serverSideEncryptionKey the KMS key's ARN, with the algorithm {@code aws:kms}
 */
public record AwsDetails(
    String bucketName,
    @Nullable String keyPrefix,
    @Nullable String serverSideEncryptionAlgorithm,
    @Nullable String serverSideEncryptionKey) {}
