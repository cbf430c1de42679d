package icaconnect.aws.s3;

import icaconnect.aws.client.Clients;
import icaconnect.trail.Trail;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The trail as objects of the stack's own bucket, written only where there is none of that name.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
 */
public final class S3Trail implements Trail {
  private static final int PRECONDITION_FAILED = 412;

  private final S3Client s3 = new Clients().here(S3Client.builder());
  private final String bucket = System.getenv("TRAIL_BUCKET");
  private final String owner = System.getenv("ACCOUNT_ID");

  @Override
  public void append(String key, String json) {
    try {
      s3.putObject(
          r ->
              r.bucket(bucket)
                  .expectedBucketOwner(owner)
                  .key(key)
                  .contentType("application/json")
                  .ifNoneMatch("*"),
          RequestBody.fromString(json));
    } catch (S3Exception e) {
      if (e.statusCode() != PRECONDITION_FAILED) {
        throw e;
      }
    }
  }
}
