package icaconnect.aws.s3;

import icaconnect.aws.client.Clients;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.s3.S3Client;

/** One S3 client for each region that buckets live in, made when first needed. */
public final class RegionalS3 {
  private final Clients clients;
  private final Map<String, S3Client> byRegion = new ConcurrentHashMap<>();

  public RegionalS3(Clients clients) {
    this.clients = clients;
  }

  public S3Client in(String region) {
    return byRegion.computeIfAbsent(region, code -> clients.in(code, S3Client.builder()));
  }
}
