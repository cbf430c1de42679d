package icaconnect.policy;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.lambda.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

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
        "'Null':{'aws:x':'True'} | aws:x is missing",
        "'Null':{'aws:x':true} | aws:x is missing",
        "'Null':{'aws:x':'FALSE'} | aws:x is present",
        "'Null':{'aws:x':['true','False']} | aws:x is missing or is present",
        "'Null':{'aws:x':[]} | aws:x is neither missing nor present",
        "'NumericLessThan':{'aws:x':'1'} | aws:x is below 1",
        "'StringNotEquals':{'aws:x':[]} | StringNotEquals of aws:x lists no value",
        "'ForAnyValue:StringEquals':{'aws:x':'1'} | aws:x has a value that is 1",
        "'ForAnyValue:StringNotEquals':{'aws:x':['1','2']} | aws:x has a value that is not one of 1 and 2",
        "'ForAnyValue:StringLikeIfExists':{'aws:x':'1'} | aws:x has a value that is 1",
        "'ForAllValues:StringEquals':{'aws:x':'1'} | aws:x is missing or each of its values is 1",
        "'ForAllValues:StringNotEquals':{'aws:x':['1','2']} | aws:x is missing or none of its values is one of 1 and 2",
        "'ForAllValues:NotIpAddress':{'aws:x':'10.0.0.0/8'} | aws:x is missing or each of its values is outside 10.0.0.0/8",
      })
  void says_when_a_line_holds(String condition, String words) {
    String policy =
        "{'Statement':{'Effect':'Deny','Principal':'*','Action':'*','Resource':'*','Condition':{"
            + condition
            + "}}}";
    assertThat(Explanation.reason(Statement.read(Json.parse(policy.replace('\'', '"'))).getFirst()))
        .isEqualTo(words);
  }

  /** The words say "missing" where, and only where, a missing key makes the line hold. */
  @ParameterizedTest
  @MethodSource("lines")
  void says_truly_what_a_missing_key_does(String operator, String value) {
    var line =
        Condition.read(Json.parse("{\"" + operator + "\":{\"aws:x\":[\"" + value + "\"]}}"), true)
            .getFirst();
    String words = Explanation.line(line);
    assertThat(words.contains("is missing"))
        .describedAs(words)
        .isEqualTo(line.holds(Requests.get(Map.of("aws:x", Fact.ABSENT))).applies());
    if (line.isNull()) {
      assertThat(words.contains("is present"))
          .describedAs(words)
          .isEqualTo(line.holds(Requests.get(Map.of("aws:x", Fact.PRESENT))).applies());
    }
  }

  static Stream<Arguments> lines() {
    var values =
        List.of("true", "True", "TRUE", "false", "False", "1", "2026-01-01", "10.0.0.0/8", "x*");
    return Operator.names().stream()
        .flatMap(name ->
            Stream.of("", "ForAnyValue:", "ForAllValues:")
                .flatMap(qualifier ->
                    Stream.of("", "IfExists").map(suffix -> qualifier + name + suffix)))
        .flatMap(operator -> values.stream().map(value -> Arguments.of(operator, value)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'Principal':'*' | it has no condition",
        "'Principal':{'AWS':'*'} | it has no condition",
        "'Principal':{'AWS':'111122223333'} | its Principal names 111122223333",
        "'Principal':{'AWS':['arn:aws:iam::111122223333:user/ica','arn:aws:iam::111122223333:role/x']}"
            + " | its Principal names arn:aws:iam::111122223333:user/ica and"
            + " arn:aws:iam::111122223333:role/x",
        "'Principal':{'Service':'s3.amazonaws.com','AWS':'111122223333'}"
            + " | its Principal names s3.amazonaws.com and 111122223333",
        "'Principal':{'CanonicalUser':'79a59df9'} | its Principal names 79a59df9",
        "'NotPrincipal':{'AWS':'111122223333'} | its NotPrincipal does not spare ICA",
      })
  void says_whom_it_means(String principal, String words) {
    assertThat(Explanation.reason(denying(principal))).isEqualTo(words);
  }

  @Test
  void of_many_whom_it_names_it_says_those_that_matter() {
    var statement =
        denying("'Principal':{'AWS':['1','2','3','4','5','arn:aws:iam::111122223333:user/ica']}");
    var obstacle =
        Obstacle.of(
                statement,
                List.of(
                    Request.of(
                        new Principal(
                            "ICA's user",
                            "arn:aws:iam::111122223333:user/ica",
                            Set.of("111122223333", "arn:aws:iam::111122223333:user/ica"),
                            Set.of(),
                            false,
                            Map.of()),
                        "s3:GetObject",
                        new Target.Exact("arn:aws:s3:::lab/x"),
                        Map.of())))
            .orElseThrow();
    assertThat(Explanation.reason(obstacle))
        .isEqualTo("its Principal names arn:aws:iam::111122223333:user/ica");
  }

  private static Statement denying(String principal) {
    String policy = "{'Statement':{'Effect':'Deny'," + principal + ",'Action':'*','Resource':'*'}}";
    return Statement.read(Json.parse(policy.replace('\'', '"'))).getFirst();
  }
}
