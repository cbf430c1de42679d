package icaconnect.policy;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.lambda.Json;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines about one unknown key, which only together have an answer. */
class CorrelationTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "'StringEquals':{'aws:SourceVpce':'vpce-1'},'StringNotEquals':{'AWS:sourcevpce':'vpce-1'}",
        "'Null':{'aws:SourceVpce':'true'},'StringLike':{'aws:SourceVpce':'*'}",
        "'StringLike':{'aws:SourceVpce':'vpce-*'},'StringNotLike':{'aws:SourceVpce':'vpc*'}",
        "'StringLike':{'aws:SourceVpce':'a*'},'StringEquals':{'aws:SourceVpce':['b','c']}",
        "'StringEqualsIgnoreCase':{'aws:SourceVpce':'VPCE-1'},'StringNotEqualsIgnoreCase':{'aws:SourceVpce':'vpce-1'}",
        "'NumericLessThan':{'s3:signatureAge':'5'},'NumericGreaterThan':{'s3:signatureAge':'5'}",
        "'IpAddress':{'aws:SourceIp':'10.1.0.0/16'},'NotIpAddress':{'aws:SourceIp':'10.0.0.0/8'}",
        "'ArnLike':{'aws:SourceVpcArn':'arn:aws:ec2:*:111122223333:vpc/*'},'ArnNotLike':{'aws:SourceVpcArn':'arn:aws:ec2:*:*:*'}",
        "'ForAnyValue:StringLike':{'aws:PrincipalOrgPaths':'o-1/*'},'ForAllValues:StringNotLike':{'aws:PrincipalOrgPaths':'o-*'}",
        "'Bool':{'aws:x':'true'},'BoolIfExists':{'aws:X':'false'}",
        "'DateLessThan':{'aws:y':'2026-01-01'},'DateGreaterThan':{'aws:y':'2027-01-01'}",
      })
  void that_exclude_each_other_never_hold(String condition) {
    assertThat(verdict(condition)).isEqualTo(Verdict.DOES_NOT_APPLY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'StringEqualsIgnoreCase':{'aws:Referer':''}",
        "'StringNotEqualsIfExists':{'aws:SourceVpce':'vpce-1'},'StringNotLike':{'aws:SourceVpce':'vpce-*'}",
        "'StringLike':{'aws:SourceVpce':'a*'},'StringNotEquals':{'aws:SourceVpce':'ab'}",
        "'StringLike':{'aws:SourceVpce':['a*']},'StringNotLike':{'aws:SourceVpce':'*b'}",
        "'NumericLessThanEquals':{'s3:signatureAge':'5'},'NumericGreaterThanEquals':{'s3:signatureAge':'5'}",
        "'NotIpAddress':{'aws:SourceIp':['10.0.0.0/8','0.0.0.0/1']}",
        "'ForAnyValue:StringLike':{'aws:PrincipalOrgPaths':'o-1/*'},'ForAnyValue:StringNotLike':{'aws:PrincipalOrgPaths':'o-*'}",
        "'StringEquals':{'aws:SourceVpce':'${aws:SourceVpc}'}",
      })
  void that_some_value_fits_depend_on_it(String condition) {
    assertThat(verdict(condition)).isInstanceOf(Verdict.DependsOn.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'NotIpAddressIfExists':{'aws:SourceIp':[]}",
        "'StringNotLike':{'aws:SourceVpce':[]}",
        "'ForAllValues:StringLike':{'aws:PrincipalOrgPaths':'*'}",
        "'StringLikeIfExists':{'aws:SourceVpce':'*'}",
      })
  void that_every_value_fits_always_hold(String condition) {
    assertThat(verdict(condition)).isEqualTo(Verdict.APPLIES);
  }

  /** Denied to everybody outside the organisation of the bucket, where ours never are. */
  @Test
  void the_buckets_organisation_is_that_of_its_account() {
    var account = Fact.known("111122223333");
    var own = Map.of("aws:PrincipalAccount", account, "aws:ResourceAccount", account);
    String outside = "'StringNotEquals':{'aws:ResourceOrgID':'${aws:PrincipalOrgID}'}";
    String outsideAnyhow =
        "'StringNotEqualsIfExists':{'aws:ResourceOrgID':'${aws:PrincipalOrgID}'},'Null':{'aws:PrincipalOrgID':'false'}";

    assertThat(verdict(outsideAnyhow, Requests.get(own))).isEqualTo(Verdict.DOES_NOT_APPLY);
    assertThat(verdict(outside, Requests.get(own))).isInstanceOf(Verdict.DependsOn.class);
    assertThat(verdict(outsideAnyhow, Requests.get())).isInstanceOf(Verdict.DependsOn.class);
  }

  @Test
  void what_a_value_looks_like_for_certain_decides() {
    var id = Map.of("aws:userid", Fact.like("AIDA*"));

    assertThat(verdict("'StringLike':{'aws:userid':'AIDA*'}", Requests.get(id)))
        .isEqualTo(Verdict.APPLIES);
    assertThat(verdict("'StringNotLike':{'aws:userid':['AROA*:*','1111*']}", Requests.get(id)))
        .isEqualTo(Verdict.APPLIES);
    assertThat(verdict("'StringNotLike':{'aws:userid':'AIDAB*'}", Requests.get(id)))
        .isInstanceOf(Verdict.DependsOn.class);
  }

  /** A moment of a stretch of time: what holds somewhere in between is no "never". */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          'DateGreaterThan':{'aws:t':'2026-11-26T12:00:00Z'},'DateLessThan':{'aws:t':'2026-11-26T16:00:00Z'}|DependsOn
          'DateEquals':{'aws:t':'2026-11-26T14:00:00Z'}|DependsOn
          'DateNotEquals':{'aws:t':'2026-11-26T14:00:00Z'}|DependsOn
          'DateLessThan':{'aws:t':'2026-11-26T12:00:00Z'}|DependsOn
          'DateLessThan':{'aws:t':'2026-11-26T08:59:59Z'}|DoesNotApply
          'DateLessThan':{'aws:t':'2026-11-26T21:00:01Z'},'Null':{'aws:t':'false'}|Applies
          'DateGreaterThan':{'aws:t':'2026-11-26T16:00:00Z'},'DateLessThan':{'aws:t':'2026-11-26T12:00:00Z'}|DoesNotApply
          'Null':{'aws:t':'true'}|DoesNotApply
          'DateGreaterThan':{'aws:t':'some day'}|DependsOn
          'StringLike':{'aws:t':'2026-11-26T1*'}|DependsOn
          'StringLike':{'aws:t':'2026*'},'Null':{'aws:t':'true'}|DoesNotApply
          'StringEquals':{'aws:x':'${aws:t}'}|DependsOn\
          """)
  void a_moment_in_between_counts(String condition, String verdict) {
    var facts =
        Map.<String, Fact>of(
            "aws:t",
            new Fact.Between(
                Instant.parse("2026-11-26T09:00:00Z"), Instant.parse("2026-11-26T21:00:00Z")),
            "aws:x",
            Fact.known("x"));

    assertThat(verdict(condition, Requests.get(facts)).getClass().getSimpleName())
        .isEqualTo(verdict);
  }

  /** Beyond the bound each line is judged by itself: less exact, and never wrong. */
  @Test
  void too_many_patterns_are_judged_line_by_line() {
    var many = new StringBuilder();
    for (int i = 0; i < 14; i++) {
      many.append(i == 0 ? "" : ",")
          .append("'*")
          .append("abcdefghijklmn".charAt(i))
          .append("?????????*'");
    }
    assertThat(
            verdict(
                "'StringLike':{'aws:SourceVpce':["
                    + many
                    + "]},'StringNotLike':{'aws:SourceVpce':["
                    + many
                    + "]}"))
        .isInstanceOf(Verdict.DependsOn.class);
  }

  private static Verdict verdict(String condition) {
    return verdict(condition, Requests.get());
  }

  private static Verdict verdict(String condition, Request request) {
    String policy =
        "{'Version':'2012-10-17','Statement':[{'Effect':'Deny','Principal':'*','Action':'*','Resource':'*','Condition':{"
            + condition
            + "}}]}";
    return Statement.read(Json.parse(policy.replace('\'', '"'))).getFirst().appliesTo(request);
  }
}
