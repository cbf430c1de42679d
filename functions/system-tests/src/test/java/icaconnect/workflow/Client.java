package icaconnect.workflow;

import icaconnect.ica.AwsCredentials;
import icaconnect.localstack.LocalStack;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Uses the connection all the time, as a pipeline does: reads the secret, asks S3 with what it has
 * read, and keeps it for a while. LocalStack lets inactive keys pass, so it is IAM that is asked
 * all that while.
 */
final class Client implements AutoCloseable {
  /** Below the overlap of the tests' stack, which is what the overlap is for. */
  private static final Duration KEEPS = Duration.ofMillis(1000);

  /** Often enough to meet every moment of a rotation, and several clients fit on one machine. */
  private static final Duration BETWEEN = Duration.ofMillis(150);

  private final LocalStack localStack;
  private final String bucket;
  private final Rotation rotation;
  private final List<String> failures = new CopyOnWriteArrayList<>();
  private final Thread thread = new Thread(this::use, "client");
  private volatile boolean running = true;
  private volatile int requests;

  Client(LocalStack localStack, LabBucket bucket, Rotation rotation) {
    this.localStack = localStack;
    this.bucket = bucket.name();
    this.rotation = rotation;
    thread.start();
  }

  List<String> failures() {
    return failures;
  }

  int requests() {
    return requests;
  }

  @Override
  public void close() throws InterruptedException {
    running = false;
    thread.join();
  }

  private void use() {
    while (running) {
      try {
        var readAt = Instant.now();
        AwsCredentials key = rotation.current();
        try (var s3 = s3(key)) {
          s3.headBucket(r -> r.bucket(bucket));
          while (running && Instant.now().isBefore(readAt.plus(KEEPS))) {
            requests++;
            if (!rotation.isActive(key.accessKeyId())) {
              failures.add(key.accessKeyId() + " is not active");
            }
            Thread.sleep(BETWEEN);
          }
        }
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        failures.add(e.toString());
      }
    }
  }

  private S3Client s3(AwsCredentials key) {
    return S3Client.builder()
        .endpointOverride(localStack.endpoint())
        .region(Region.US_EAST_1)
        .forcePathStyle(true)
        .httpClient(UrlConnectionHttpClient.create())
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey())))
        .build();
  }
}
