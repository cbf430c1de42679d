package icaconnect.aws.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.aws.client.SignedCall.Service;
import icaconnect.inspect.DestinationFound;
import icaconnect.lambda.Json;
import icaconnect.step.OwnedBucket;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DestinationPolicyTest {
  private static final OwnedBucket BUCKET = new OwnedBucket("reads", "us-east-1", "111122223333");

  /** A queue's policy takes 8 KB and a topic's 30, and a bucket may notify a hundred of them. */
  @Test
  void what_others_wrote_is_quoted_in_part() {
    String policy =
        """
        {"Statement": [{"Sid": "%s", "Effect": "Deny", "Principal": "*", "Action": "sqs:*", "Resource": "*",
          "Condition": {"StringNotEquals": {"aws:SourceAccount": "%s"}}}]}\
        """
            .formatted("S".repeat(9_000), "9".repeat(28_000));
    var body = Json.MAPPER.createObjectNode();
    body.putObject("Attributes").put("Policy", policy);

    var found =
        DestinationPolicy.in(Service.SQS, Json.write(body))
            .orElseThrow()
            .judged(
                "arn:aws:sqs:us-east-1:111122223333:q",
                BUCKET,
                Instant.EPOCH,
                _ -> new DestinationFound.There());

    assertThat(found).isInstanceOf(DestinationFound.Shut.class);
    assertThat(((DestinationFound.Shut) found).reason()).contains("denies S3").hasSizeLessThan(800);
  }
}
