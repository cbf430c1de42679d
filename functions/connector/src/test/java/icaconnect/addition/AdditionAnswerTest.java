package icaconnect.addition;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.lambda.Json;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdditionAnswerTest {
  /** S3 takes a policy of 20 KB. */
  @ParameterizedTest
  @CsvSource({"2000, true", "20000, false"})
  void is_in_three_languages_where_a_workflow_can_carry_them(int bytes, boolean three) {
    var statement =
        Json.parse("{\"Sid\": \"Ica\", \"Resource\": \"%s\"}".formatted("r".repeat(bytes)));
    var addition =
        new Addition(List.of(), List.of(statement), List.of(), Optional.empty(), List.of());
    var answer = AdditionAnswer.of("lab", addition);

    assertThat(answer.json()).isEqualTo(addition);
    assertThat(answer.hcl().contains("rrr")).isEqualTo(three);
    assertThat(answer.cdk().contains("rrr")).isEqualTo(three);
    assertThat(answer.hcl()).isNotEmpty();
    assertThat(Json.write(answer).length()).isLessThan(50_000);
  }
}
