package icaconnect.workflow;

import icaconnect.ica.AwsCredentials;
import icaconnect.localstack.LocalStack;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Uses the connection all the time, as a pipeline does: reads the secret, asks S3 with what it has
 * read, and keeps it for a while. LocalStack lets inactive keys pass, so it is IAM that is asked
 * all that while.
 */
final class Client implements AutoCloseable {
  /** Below the overlap of the tests' stack, which is what the overlap is for. */
  private static final Duration KEEPS = Duration.ofMillis(1000);

  /**
   * A key that was switched off or deleted stays so, and each is asked for until the end of that
   * second: seldom enough for several clients on one machine.
   */
  private static final Duration BETWEEN = Duration.ofMillis(300);

  private final S3Client s3;
  private final String bucket;
  private final Rotation rotation;
  private final List<String> failures = new CopyOnWriteArrayList<>();
  private final Thread thread = new Thread(this::use, "client");
  private volatile boolean running = true;
  private volatile int requests;

  Client(LocalStack localStack, LabBucket bucket, Rotation rotation) {
    this.s3 = localStack.client(S3Client.builder().forcePathStyle(true));
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
    s3.close();
  }

  private void use() {
    while (running) {
      try {
        var readAt = Instant.now();
        AwsCredentials key = rotation.current();
        s3.headBucket(
            r -> r.bucket(bucket).overrideConfiguration(c -> c.credentialsProvider(provider(key))));
        while (running && Instant.now().isBefore(readAt.plus(KEEPS))) {
          requests++;
          if (!rotation.isActive(key.accessKeyId())) {
            failures.add(key.accessKeyId() + " is not active");
          }
          Thread.sleep(BETWEEN);
        }
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        failures.add(e.toString());
      }
    }
  }

  private static AwsCredentialsProvider provider(AwsCredentials key) {
    return StaticCredentialsProvider.create(
        AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey()));
  }
}
