package icaconnect.policy;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.lambda.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UpcomingTest {
  private static final Instant NOW = Instant.parse("2026-01-01T01:00:00Z");
  private static final String STATEMENT =
      """
      {'Statement':{'Effect':'Deny','Principal':'*','Action':'*','Resource':'*','Condition':
        {'DateGreaterThan':{'aws:TokenIssueTime':['2026-01-01','%s']}}}}\
      """;

  /** Old sessions are let in today, and none is on the day. */
  @Test
  void a_deny_that_may_hold_today_and_certainly_holds_then_is_upcoming() {
    assertThat(after("2026-01-04"))
        .extracting(Upcoming::from)
        .containsExactly(Instant.parse("2026-01-04T00:00:00Z"));
  }

  @Test
  void a_day_on_which_no_more_is_denied_is_not() {
    assertThat(after("2026-01-01T02:00:00Z")).isEmpty();
    assertThat(after("2025-01-01")).isEmpty();
  }

  private static List<Upcoming> after(String day) {
    return Upcoming.after(
        Json.parse(STATEMENT.formatted(day).replace('\'', '"')), NOW, UpcomingTest::requests);
  }

  private static IcaRequests requests(Instant moment) {
    Fact issued =
        Fact.oneOf(
            Fact.known(moment.minus(Duration.ofHours(12)).toString()),
            Fact.known(moment.toString()));
    var names = Set.of("111122223333");
    var session =
        new Principal("a session", "s", names, names, false, Map.of("aws:tokenissuetime", issued));
    var request = Request.of(session, "s3:GetObject", new Target.Exact(Requests.OBJECT), Map.of());
    return new IcaRequests(session, session, Optional.empty(), List.of(request));
  }
}
