package icaconnect.aws.kms;

import icaconnect.aws.client.Clients;
import icaconnect.inspect.KeyFound;
import java.util.Optional;
import software.amazon.awssdk.services.kms.model.InvalidArnException;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.NotFoundException;

/**
 * Asks KMS which key a name stands for. DescribeKey takes all four spellings that a bucket's
 * default encryption may have.
 * https://docs.aws.amazon.com/kms/latest/APIReference/API_DescribeKey.html
 */
public final class KeyDescriptions {
  private final RegionalKms kms;

  public KeyDescriptions(Clients clients) {
    kms = new RegionalKms(clients);
  }

  public KeyFound of(String name, String region) {
    try {
      return found(kms.in(region).describeKey(r -> r.keyId(name)).keyMetadata());
    } catch (NotFoundException | InvalidArnException e) {
      return new KeyFound.Missing();
    } catch (KmsException e) {
      if (KmsFailure.isDenied(e)) {
        return new KeyFound.Denied(KmsFailure.reason(e));
      }
      throw KmsFailure.of(e, name);
    }
  }

  private static KeyFound found(KeyMetadata key) {
    return new KeyFound.Key(
        key.arn(),
        key.keyManager() == KeyManagerType.AWS,
        key.keyStateAsString(),
        key.keyUsageAsString(),
        key.keySpecAsString(),
        key.originAsString(),
        Optional.ofNullable(key.multiRegionConfiguration())
            .map(configuration -> configuration.multiRegionKeyTypeAsString()));
  }
}
