package icaconnect.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icaconnect.failure.InvalidRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The attack: code in Inspect, in whose word every other step trusts, answers what it likes. */
class HostileFactsTest {
  private static final Map<String, List<String>> HOSTILE =
      Map.of(
          "userArn",
          List.of(
              "*",
              "arn:aws:iam::111122223333:root",
              "arn:aws:iam::666666666666:user/x",
              "arn:aws-cn:iam::111122223333:user/x",
              "arn:aws:iam::111122223333:user/*",
              "arn:aws:iam::111122223333:role/admin",
              "arn:aws:sts::111122223333:assumed-role/admin/x"),
          "kmsKeyArn",
          List.of(
              "*",
              "arn:aws:kms:*:111122223333:key/*",
              "arn:aws:kms:us-east-1:111122223333:key/*",
              "arn:aws:kms:us-east-1:111122223333:alias/a",
              "arn:aws:kms:evil.example/:111122223333:key/a",
              "arn:aws:kms:eu-west-2:111122223333:key/a",
              "arn:aws-cn:kms:us-east-1:111122223333:key/a",
              "arn:aws:s3:::other"),
          "region",
          List.of("", "*", "evil.example/", "us-east-1.evil.example", "us-east-1/", "US-EAST-1"));

  @Test
  void what_cannot_be_found_is_no_fact_for_any_step() {
    HOSTILE.forEach((fact, values) -> {
      for (String value : values) {
        for (StepInput input : List.of(StepInput.connect("lab"), StepInput.disconnect("lab"))) {
          assertThatThrownBy(() -> decode(input.withFact(fact, value)))
              .as(value)
              .isInstanceOf(InvalidRequest.class)
              .hasMessageNotContaining("evil");
        }
      }
    });
  }

  @Test
  void a_bucket_lies_in_a_region() {
    assertThatThrownBy(() -> decode(StepInput.connect("lab").withFact("region", null)))
        .isInstanceOf(InvalidRequest.class);
  }

  @Test
  void what_can_be_found_is() {
    Map.of(
            "userArn",
            List.of(
                "arn:aws:iam::111122223333:user/x",
                "arn:aws:iam::111122223333:user/a/path/x+=,.@-_"),
            "kmsKeyArn",
            List.of("arn:aws:kms:us-east-1:444455556666:key/mrk-1234abcd12ab34cd56ef1234567890ab"))
        .forEach((fact, values) ->
            values.forEach(value ->
                assertThatCode(() -> decode(StepInput.connect("lab").withFact(fact, value)))
                    .as(value)
                    .doesNotThrowAnyException()));
    for (String region : List.of("us-east-1", "us-gov-west-1", "cn-north-1", "ap-southeast-3")) {
      assertThat(decode(StepInput.connect("lab").withFact("region", region)).facts().region())
          .isEqualTo(region);
    }
  }

  private static Step decode(StepInput input) {
    return StepHandler.decode(input.json(), Invocation.context(), Invocation.STACK);
  }
}
