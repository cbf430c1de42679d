package icaconnect.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import icaconnect.inspect.DestinationFound.Cause;
import icaconnect.lambda.Json;
import icaconnect.policy.Delivery;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShutDestinationTest {
  /** As jq writes objects, keys need no quotation marks. */
  private static final JsonMapper JQ =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES).build();

  private static final Pattern ADDED = Pattern.compile("\\+ \\[(\\{.*})]\\)");

  @ParameterizedTest
  @CsvSource({
    "arn:aws:sqs:us-east-1:111122223333:reads, sqs:SendMessage",
    "arn:aws:sns:us-east-1:111122223333:reads, sns:Publish",
    "arn:aws-cn:sqs:cn-north-1:111122223333:reads, sqs:SendMessage"
  })
  void the_statement_that_the_command_adds_lets_s3_in_for_this_bucket_only(
      String arn, String action) throws JsonProcessingException {
    var shut = ShutDestination.of(arn, "lab", "111122223333");
    String remedy = shut.finding(new DestinationFound.Shut(Cause.NOT_ALLOWED, "so")).remedy();

    var added = ADDED.matcher(remedy);
    assertThat(added.find()).as(remedy).isTrue();
    var policy = Json.MAPPER.createObjectNode().put("Version", "2012-10-17");
    policy.putArray("Statement").add(JQ.readTree(added.group(1)));
    String partition = arn.split(":")[1];
    for (String bucket : new String[] {"lab", "other"}) {
      assertThat(
              Delivery.of(
                  policy,
                  action,
                  arn,
                  "arn:" + partition + ":s3:::" + bucket,
                  "111122223333",
                  arn.split(":")[3],
                  Instant.EPOCH))
          .isInstanceOf(bucket.equals("lab") ? Delivery.LetIn.class : Delivery.NotAllowed.class);
    }
    assertThat(remedy).contains(partition.equals("aws-cn") ? ".amazonaws.com.cn/" : "us-east-1");
  }

  @Test
  void the_statement_that_the_command_adds_to_a_keys_policy_lets_s3_in()
      throws JsonProcessingException {
    String key = "arn:aws:kms:us-east-1:111122223333:key/k";
    var shut =
        ShutDestination.of("arn:aws:sns:us-east-1:111122223333:reads", "lab", "111122223333");
    String remedy =
        shut.finding(new DestinationFound.Shut(Cause.KEY_NOT_ALLOWED, "so", Optional.of(key)))
            .remedy();

    assertThat(remedy)
        .contains("aws kms get-key-policy --region us-east-1 --key-id " + key)
        .contains("aws kms put-key-policy --region us-east-1 --key-id " + key);
    var added = ADDED.matcher(remedy);
    assertThat(added.find()).as(remedy).isTrue();
    var policy = Json.MAPPER.createObjectNode().put("Version", "2012-10-17");
    policy.putArray("Statement").add(JQ.readTree(added.group(1)));
    assertThat(Delivery.ofKey(policy, key, "111122223333", "us-east-1", Instant.EPOCH))
        .isInstanceOf(Delivery.LetIn.class);
  }

  @Test
  void a_key_that_denies_or_is_of_no_use_has_another_remedy() {
    var shut =
        ShutDestination.of("arn:aws:sqs:us-east-1:111122223333:reads", "lab", "111122223333");
    assertThat(
            shut.finding(new DestinationFound.Shut(Cause.KEY_DENIED, "so", Optional.of("key/k")))
                .remedy())
        .contains("Have that statement of the key's policy spare", "get-key-policy")
        .doesNotContain("put-key-policy");
    assertThat(shut.finding(new DestinationFound.Shut(Cause.KEY_UNUSABLE, "so")).remedy())
        .contains("aws sqs set-queue-attributes", "KmsMasterKeyId=KEY");
  }
}
