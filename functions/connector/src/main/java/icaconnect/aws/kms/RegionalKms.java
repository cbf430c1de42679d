package icaconnect.aws.kms;

import icaconnect.aws.client.Clients;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.kms.KmsClient;

/** One KMS client for each region that buckets live in, made when first needed. */
final class RegionalKms {
  private final Clients clients;
  private final Map<String, KmsClient> byRegion = new ConcurrentHashMap<>();

  RegionalKms(Clients clients) {
    this.clients = clients;
  }

  KmsClient in(String region) {
    return byRegion.computeIfAbsent(region, code -> clients.in(code, KmsClient.builder()));
  }
}
