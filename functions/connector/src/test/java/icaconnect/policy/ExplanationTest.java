package icaconnect.policy;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.lambda.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplanationTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'StringSortOfEquals':{'aws:x':'1'} | StringSortOfEquals of aws:x",
        "'StringEquals':{'aws:x':'1'} | aws:x is 1",
        "'StringEqualsIfExists':{'aws:x':'1'} | aws:x is missing or is 1",
        "'StringNotEquals':{'aws:x':['1','2']} | aws:x is missing or is not one of 1 and 2",
        "'Null':{'aws:x':'true'} | aws:x is missing",
        "'Null':{'aws:x':'false'} | aws:x is present",
        "'NumericLessThan':{'aws:x':'1'} | aws:x is below 1",
      })
  void says_when_a_line_holds(String condition, String words) {
    String policy =
        "{'Statement':{'Effect':'Deny','Principal':'*','Action':'*','Resource':'*','Condition':{"
            + condition
            + "}}}";
    assertThat(Explanation.reason(Statement.read(Json.parse(policy.replace('\'', '"'))).getFirst()))
        .isEqualTo(words);
  }
}
