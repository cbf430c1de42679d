package icaconnect.aws.kms;

import icaconnect.aws.client.Clients;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.services.kms.KmsClient;

/** KMS clients for each region that buckets live in, made when first needed. */
final class RegionalKms {
  private final Clients clients;
  private final Map<String, KmsClient> byRegion = new ConcurrentHashMap<>();
  private final Map<String, KmsClient> onceByRegion = new ConcurrentHashMap<>();

  RegionalKms(Clients clients) {
    this.clients = clients;
  }

  KmsClient in(String region) {
    return byRegion.computeIfAbsent(region, code -> clients.in(code, KmsClient.builder()));
  }

  /**
   * A client that sends each call once: a write that is repeated after a lost answer could replace
   * what somebody else wrote in between.
   */
  KmsClient once(String region) {
    return onceByRegion.computeIfAbsent(
        region, code -> clients.in(code, KmsClient.builder(), AwsRetryStrategy.doNotRetry()));
  }
}
