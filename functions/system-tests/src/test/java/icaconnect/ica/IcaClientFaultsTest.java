package icaconnect.ica;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.http.Fault;
import icaconnect.lambda.RetryPolicy;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What goes wrong between here and ICA, and what the client makes of it. */
class IcaClientFaultsTest extends WireMockIca {
  private static final String CREDENTIALS = "/api/storageCredentials";
  private static final String UPDATE = CREDENTIALS + "/" + ID + ":updateSecrets";
  private static final String AGAIN = "again";

  @Test
  void a_token_that_expires_midway_is_renewed_once() {
    stub(
        reading(CREDENTIALS).withHeader("Authorization", equalTo("Bearer " + TOKEN)),
        problem(401, "Unauthorized", "The token has expired"));
    stub(
        reading(CREDENTIALS).withHeader("Authorization", equalTo("Bearer jwt.second")),
        json(200, IcaShapes.list(List.of())));
    stub(
        posting("/api/tokens").inScenario("t").willSetStateTo(AGAIN),
        json(200, IcaShapes.token(TOKEN)));
    stub(
        posting("/api/tokens").inScenario("t").whenScenarioStateIs(AGAIN),
        json(200, IcaShapes.token("jwt.second")));

    assertThat(ica.credentials()).isEmpty();

    assertThat(calls("POST", "/api/tokens")).isEqualTo(2);
  }

  @Test
  void a_create_that_met_an_expired_token_is_sent_again_since_nothing_was_done() {
    stub(
        posting(CREDENTIALS).inScenario("c").willSetStateTo(AGAIN),
        problem(401, "Unauthorized", "expired"));
    stub(
        posting(CREDENTIALS).inScenario("c").whenScenarioStateIs(AGAIN),
        json(201, IcaShapes.credential(ID, "ica-lab", "AWS_USER")));

    assertThat(ica.createCredential("ica-lab", KEY).id()).isEqualTo(ID);
  }

  @Test
  void a_fresh_token_that_is_refused_too_ends_it() {
    stub(reading(CREDENTIALS), problem(401, "Unauthorized", "The user is locked"));

    assertThatThrownBy(ica::credentials)
        .isInstanceOf(IcaFailure.SignInRefused.class)
        .hasMessageContaining("The user is locked");
    assertThat(calls("GET", CREDENTIALS)).isEqualTo(2);
  }

  @Test
  void an_api_key_that_is_refused_is_not_tried_again() {
    stub(posting("/api/tokens"), problem(401, "Unauthorized", "Invalid API key"));

    assertThatThrownBy(ica::regions).isInstanceOf(IcaFailure.SignInRefused.class);
    assertThat(calls("POST", "/api/tokens")).isEqualTo(1);
  }

  @Test
  void every_refusal_has_its_type_and_icas_words() {
    stub(posting(UPDATE), problem(403, "Forbidden", "no entitlement"));
    assertThatThrownBy(() -> ica.updateSecrets(ID, KEY))
        .isInstanceOf(IcaFailure.Forbidden.class)
        .hasMessageContaining("HTTP 403 Forbidden; no entitlement");
    stub(posting(UPDATE), problem(404, "Not Found", "unknown id"));
    assertThatThrownBy(() -> ica.updateSecrets(ID, KEY)).isInstanceOf(IcaFailure.NotFound.class);
    stub(posting(UPDATE), problem(409, "Conflict", "changed meanwhile"));
    assertThatThrownBy(() -> ica.updateSecrets(ID, KEY)).isInstanceOf(IcaFailure.Conflict.class);
    stub(posting(UPDATE), problem(400, "Bad Request", "name is too long"));
    assertThatThrownBy(() -> ica.updateSecrets(ID, KEY)).isInstanceOf(IcaFailure.Rejected.class);
    assertThat(pauses).isEmpty();
  }

  @Test
  void throttling_is_waited_out_for_as_long_as_ica_asks() {
    stub(
        posting(CREDENTIALS).inScenario("c").willSetStateTo(AGAIN),
        problem(429, "Too Many Requests", "slow down").withHeader("Retry-After", "3"));
    stub(
        posting(CREDENTIALS).inScenario("c").whenScenarioStateIs(AGAIN),
        json(201, IcaShapes.credential(ID, "ica-lab", "AWS_USER")));

    assertThat(ica.createCredential("ica-lab", KEY).id()).isEqualTo(ID);

    assertThat(pauses)
        .singleElement()
        .satisfies(
            pause -> assertThat(pause).isBetween(Duration.ofSeconds(3), Duration.ofMillis(3500)));
  }

  @Test
  void throttling_until_a_date_is_understood() {
    var soon =
        ZonedDateTime.now(ZoneOffset.UTC)
            .plusSeconds(4)
            .format(DateTimeFormatter.RFC_1123_DATE_TIME);
    stub(
        reading(CREDENTIALS).inScenario("c").willSetStateTo(AGAIN),
        problem(429, "Too Many Requests", "slow down").withHeader("Retry-After", soon));
    stub(
        reading(CREDENTIALS).inScenario("c").whenScenarioStateIs(AGAIN),
        json(200, IcaShapes.list(List.of())));

    ica.credentials();

    assertThat(pauses)
        .singleElement()
        .satisfies(
            pause -> assertThat(pause).isBetween(Duration.ofSeconds(1), Duration.ofMillis(4500)));
  }

  @Test
  void throttling_for_minutes_is_left_to_the_workflow() {
    stub(
        reading(CREDENTIALS),
        problem(429, "Too Many Requests", "slow down").withHeader("Retry-After", "120"));

    assertThatThrownBy(ica::credentials)
        .isInstanceOfSatisfying(
            IcaFailure.Throttled.class,
            failure -> assertThat(failure.retryAfter()).contains(Duration.ofSeconds(120)));
    assertThat(pauses).isEmpty();
  }

  @Test
  void a_read_is_repeated_after_500_and_after_a_reset() {
    stub(
        reading(CREDENTIALS).inScenario("c").willSetStateTo("reset"),
        problem(500, "Internal Server Error", "x"));
    stub(
        reading(CREDENTIALS).inScenario("c").whenScenarioStateIs("reset").willSetStateTo(AGAIN),
        aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
    stub(
        reading(CREDENTIALS).inScenario("c").whenScenarioStateIs(AGAIN),
        json(200, IcaShapes.list(List.of())));

    assertThat(ica.credentials()).isEmpty();

    assertThat(calls("GET", CREDENTIALS)).isEqualTo(3);
  }

  @Test
  void a_read_that_keeps_failing_is_given_up_after_three_attempts() {
    stubOffContract(
        reading(CREDENTIALS), aResponse().withStatus(502).withBody("<html>Bad Gateway</html>"));

    assertThatThrownBy(ica::credentials)
        .isInstanceOf(IcaFailure.Unavailable.class)
        .hasMessageContaining("HTTP 502")
        .hasMessageNotContaining("html");
    assertThat(calls("GET", CREDENTIALS)).isEqualTo(3);
  }

  @Test
  void an_answer_whose_body_never_ends_is_cut_off() {
    stub(
        reading(CREDENTIALS),
        json(200, IcaShapes.list(List.of())).withChunkedDribbleDelay(5, 10_000));

    assertThatThrownBy(ica::credentials)
        .isInstanceOf(IcaFailure.Unavailable.class)
        .hasMessageContaining("no answer");
  }

  @Test
  void a_create_whose_answer_is_lost_is_never_sent_twice() {
    List.of(
            aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER),
            aResponse().withFault(Fault.EMPTY_RESPONSE),
            problem(500, "Internal Server Error", "x"),
            json(201, IcaShapes.credential(ID, "ica-lab", "AWS_USER")).withFixedDelay(1500))
        .forEach(answer -> {
          WIRE.resetRequests();
          stub(posting(CREDENTIALS), answer);

          assertThatThrownBy(() -> ica.createCredential("ica-lab", KEY))
              .isInstanceOf(IcaFailure.OutcomeUnknown.class);

          assertThat(calls("POST", CREDENTIALS)).isEqualTo(1);
        });
  }

  @Test
  void a_create_with_an_answer_that_cannot_be_read_counts_as_lost() {
    stubOffContract(posting(CREDENTIALS), aResponse().withStatus(201).withBody("created!"));

    assertThatThrownBy(() -> ica.createCredential("ica-lab", KEY))
        .isInstanceOf(IcaFailure.OutcomeUnknown.class);
  }

  @Test
  void nobody_listening_means_that_nothing_was_done() {
    var nowhere = BaseUrl.of("http://127.0.0.1:1/ica/rest");
    var client = new IcaClient(nowhere, new ApiKey(API_KEY), RetryPolicy.TO_ICA, pauses::add);

    assertThatThrownBy(() -> client.createCredential("ica-lab", KEY))
        .isInstanceOf(IcaFailure.Unavailable.class);
    assertThat(pauses).hasSize(2);
  }
}
