package icaconnect.aws.s3;

import icaconnect.aws.client.Clients;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;

/** S3 clients for each region that buckets live in, made when first needed. */
public final class RegionalS3 {
  private final Function<String, S3Client> made;
  private final Function<String, S3Client> madeOnce;
  private final Map<String, S3Client> byRegion = new ConcurrentHashMap<>();
  private final Map<String, S3Client> onceByRegion = new ConcurrentHashMap<>();

  public RegionalS3(Clients clients) {
    this(
        region -> clients.in(region, S3Client.builder()),
        region -> clients.in(region, S3Client.builder(), AwsRetryStrategy.doNotRetry()));
  }

  RegionalS3(Function<String, S3Client> made, Function<String, S3Client> madeOnce) {
    this.made = made;
    this.madeOnce = madeOnce;
  }

  public S3Client in(String region) {
    return byRegion.computeIfAbsent(region, made);
  }

  /**
   * A client that sends each call once: a write that is repeated after a lost answer could replace
   * what somebody else wrote in between.
   */
  S3Client once(String region) {
    return onceByRegion.computeIfAbsent(region, madeOnce);
  }
}
