package icaconnect.aws.s3;

import icaconnect.aws.client.Clients;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import software.amazon.awssdk.services.s3.S3Client;

/** One S3 client for each region that buckets live in, made when first needed. */
public final class RegionalS3 {
  private final Function<String, S3Client> made;
  private final Map<String, S3Client> byRegion = new ConcurrentHashMap<>();

  public RegionalS3(Clients clients) {
    this(region -> clients.in(region, S3Client.builder()));
  }

  RegionalS3(Function<String, S3Client> made) {
    this.made = made;
  }

  public S3Client in(String region) {
    return byRegion.computeIfAbsent(region, made);
  }
}
