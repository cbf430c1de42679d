package icaconnect.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import icaconnect.inspect.DestinationFound.Cause;
import icaconnect.lambda.Json;
import icaconnect.policy.Delivery;
import java.time.Instant;
import java.util.regex.Pattern;
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
}
