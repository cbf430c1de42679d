package icaconnect.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

@OnLocalStack
class ConnectTest {
  private final Workflows workflows;
  private final RequestLog requests;
  private final S3Client s3;

  ConnectTest(LocalStack localStack) {
    workflows = new Workflows(localStack);
    requests = new RequestLog(localStack);
    s3 = localStack.client(S3Client.builder());
  }

  @Test
  void connects_a_bare_bucket_and_disconnects_it() {
    s3.createBucket(r -> r.bucket("bare-bucket"));

    assertThat(workflows.connect("{\"bucket\": \"bare-bucket\"}").text("/status")).isEqualTo("CONNECTED");
    assertThat(workflows.disconnect("{\"bucket\": \"bare-bucket\"}").text("/status")).isEqualTo("DISCONNECTED");
  }
}
