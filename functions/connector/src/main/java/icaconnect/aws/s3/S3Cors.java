package icaconnect.aws.s3;

import icaconnect.aws.client.Clients;
import icaconnect.cors.CorsPort;
import icaconnect.cors.CorsRule;
import icaconnect.step.OwnedBucket;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** CORS rules in S3, which has no conditional write for them. */
public final class S3Cors implements CorsPort {
  private final RegionalS3 s3;

  public S3Cors() {
    this(new Clients());
  }

  public S3Cors(Clients clients) {
    this(new RegionalS3(clients));
  }

  S3Cors(RegionalS3 s3) {
    this.s3 = s3;
  }

  @Override
  public List<CorsRule> read(OwnedBucket bucket) {
    return answered(bucket, () -> rules(bucket));
  }

  @Override
  public void write(OwnedBucket bucket, List<CorsRule> rules) {
    try {
      answered(bucket, () -> rules.isEmpty() ? delete(bucket) : put(bucket, rules));
    } catch (SdkClientException e) {
      throw S3Failure.unanswered(e, bucket.name());
    }
  }

  private List<CorsRule> rules(OwnedBucket bucket) {
    try {
      return s3
          .in(bucket.region())
          .getBucketCors(
              request -> request.bucket(bucket.name()).expectedBucketOwner(bucket.owner()))
          .corsRules()
          .stream()
          .map(S3CorsRules::fromS3)
          .toList();
    } catch (S3Exception e) {
      if (List.of("NoSuchCORSConfiguration", "NoSuchBucket").contains(S3Failure.code(e))) {
        return List.of();
      }
      throw e;
    }
  }

  private Object put(OwnedBucket bucket, List<CorsRule> rules) {
    return s3.once(bucket.region())
        .putBucketCors(request ->
            request
                .bucket(bucket.name())
                .expectedBucketOwner(bucket.owner())
                .corsConfiguration(
                    all -> all.corsRules(rules.stream().map(S3CorsRules::toS3).toList())));
  }

  private Object delete(OwnedBucket bucket) {
    return s3.once(bucket.region())
        .deleteBucketCors(
            request -> request.bucket(bucket.name()).expectedBucketOwner(bucket.owner()));
  }

  private static <T> T answered(OwnedBucket bucket, Supplier<T> call) {
    try {
      return call.get();
    } catch (S3Exception e) {
      throw S3Failure.of(e, bucket.name());
    }
  }
}
