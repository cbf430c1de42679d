package icaconnect.ica;

/**
 * A storage configuration to create.
 *
 * @param name 3 to 15 characters, {@code ^[a-z0-9][a-z0-9.-]*[a-z0-9]$}
 * @param description up to 1,000 characters
 */
public record NewConfiguration(
    String name,
    String description,
    String storageCredentialId,
    String regionId,
    AwsDetails awsDetails) {

  /** The constant field that the API wants besides. */
  public String getType() {
    return StorageConfiguration.AWS_S3;
  }
}
