package icaconnect.ica;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A storage configuration as ICA answers with it; the API does not tell which credential it uses.
 *
 * @param status text, since ICA may know more states than we do
 * @param errorMessage ICA's own reason when the status is ERROR; up to 1,000 characters
 * @param storageConfigurationDetails in lists only
 * @param tenantName may be absent
 */
public record StorageConfiguration(
    String id,
    String name,
    String type,
    String status,
    @Nullable String errorMessage,
    @Nullable Region region,
    @Nullable Details storageConfigurationDetails,
    @Nullable String tenantId,
    @Nullable String tenantName) {

  public static final String AWS_S3 = "AWS_S3";

  public StorageConfiguration {
    status = status == null ? ValidationStatus.OTHER.name() : status;
  }

  /** A configuration of a tenant that nobody asks for. */
  public StorageConfiguration(
      String id,
      String name,
      String type,
      String status,
      String errorMessage,
      Region region,
      Details storageConfigurationDetails) {
    this(id, name, type, status, errorMessage, region, storageConfigurationDetails, null, null);
  }

  /** Where the data lies; other types than S3 leave this empty. */
  public record Details(AwsDetails awsS3) {}

  public Optional<AwsDetails> awsDetails() {
    return Optional.ofNullable(storageConfigurationDetails).map(Details::awsS3);
  }

  public ValidationStatus validationStatus() {
    return ValidationStatus.of(status);
  }
}
