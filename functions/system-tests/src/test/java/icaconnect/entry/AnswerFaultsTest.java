package icaconnect.entry;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import icaconnect.failure.TryAgain;
import icaconnect.lambda.RetryPolicy;
import icaconnect.lambda.TimedHttp;
import icaconnect.step.Invocation;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The response URL behaves badly. A workflow that has ended calls Reply as often as its Retry
 * allows: here three times.
 */
class AnswerFaultsTest {
  private static final Duration PATIENCE = Duration.ofMillis(600);
  private static final RetryPolicy PERSISTENCE =
      new RetryPolicy(PATIENCE, PATIENCE, 3, Duration.ofMillis(5), Duration.ofMillis(20));
  private static final int CALLS = 3;
  private static final WireMockServer URLS =
      new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));

  private InMemoryRequests requests;
  private final List<String> log = new ArrayList<>();

  enum Behaviour {
    ACCEPTS,
    RESETS,
    CLOSES,
    SERVER_ERROR,
    THROTTLES,
    SLOW,
    NEVER,
    STALLS,
    FORBIDS,
    REDIRECTS;

    ResponseDefinitionBuilder response() {
      return switch (this) {
        case ACCEPTS -> aResponse().withStatus(200);
        case RESETS -> aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER);
        case CLOSES -> aResponse().withFault(Fault.EMPTY_RESPONSE);
        case SERVER_ERROR -> aResponse().withStatus(500);
        case THROTTLES -> aResponse().withStatus(429);
        case SLOW -> aResponse().withStatus(200).withFixedDelay((int) PATIENCE.toMillis() / 3);
        case NEVER -> aResponse().withStatus(200).withFixedDelay((int) PATIENCE.toMillis() * 4);
        case STALLS ->
            aResponse()
                .withStatus(200)
                .withBody("headers, and then hardly anything")
                .withChunkedDribbleDelay(8, (int) PATIENCE.toMillis() * 4);
        case FORBIDS -> aResponse().withStatus(403);
        case REDIRECTS ->
            aResponse().withStatus(307).withHeader("Location", URLS.baseUrl() + "/elsewhere");
      };
    }
  }

  @BeforeAll
  @BeforeContainer
  static void start() throws Exception {
    if (!URLS.isRunning()) {
      URLS.start();
      warmUp();
    }
  }

  /** The first exchange of a process loads what all need, which no answer should be late for. */
  private static void warmUp() throws Exception {
    var patient = new TimedHttp(Duration.ofSeconds(30), Duration.ofSeconds(30));
    patient.send(
        HttpRequest.newBuilder(URI.create(URLS.baseUrl())).build(), BodyHandlers.discarding());
  }

  @AfterAll
  @AfterContainer
  static void stop() {
    URLS.stop();
  }

  @Test
  void a_reset_connection_is_tried_again() {
    assertThat(reply(Behaviour.RESETS, Behaviour.ACCEPTS)).isEqualTo(1);
    assertThat(log).isEmpty();
  }

  @Test
  void a_server_error_is_tried_again() {
    assertThat(reply(Behaviour.SERVER_ERROR, Behaviour.ACCEPTS)).isEqualTo(1);
    assertThat(log).isEmpty();
  }

  @Test
  void a_slow_answer_is_waited_for() {
    assertThat(reply(Behaviour.SLOW)).isEqualTo(1);
    assertThat(URLS.getAllServeEvents()).hasSize(1);
  }

  @Test
  void a_refusal_for_good_is_logged_for_the_alarm_and_not_tried_again() {
    assertThat(reply(Behaviour.FORBIDS)).isZero();
    assertThat(log).singleElement().asString().contains(Sending.ALARM, "HTTP 403");
    assertThat(URLS.getAllServeEvents()).hasSize(1);
  }

  @Test
  void no_answer_ever_is_logged_for_the_alarm_each_time() {
    assertThat(reply(Behaviour.NEVER)).isZero();
    assertThat(log)
        .hasSize(CALLS)
        .allSatisfy(line -> assertThat(line).contains(Sending.ALARM, "no answer"));
  }

  @Test
  void a_body_that_stalls_takes_no_longer_than_an_answer_may_and_is_tried_again() {
    long started = System.nanoTime();

    assertThat(reply(Behaviour.STALLS, Behaviour.ACCEPTS)).isEqualTo(1);

    assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(PATIENCE.multipliedBy(4));
    assertThat(log).isEmpty();
  }

  @Test
  void a_body_that_stalls_for_ever_is_logged_for_the_alarm() {
    assertThat(reply(Behaviour.STALLS)).isZero();
    assertThat(log)
        .hasSize(CALLS)
        .allSatisfy(line -> assertThat(line).contains(Sending.ALARM, "no answer"));
  }

  @Test
  void a_redirect_is_not_followed() {
    assertThat(reply(Behaviour.REDIRECTS)).isZero();
    assertThat(URLS.getAllServeEvents())
        .noneMatch(event -> event.getRequest().getUrl().contains("elsewhere"));
  }

  @Test
  void the_body_comes_with_its_length_and_without_a_content_type() {
    reply(Behaviour.ACCEPTS);

    var request = URLS.getAllServeEvents().getFirst().getRequest();
    assertThat(request.header("Content-Type").isPresent()).isFalse();
    assertThat(request.getHeader("Content-Length"))
        .isEqualTo(Integer.toString(request.getBody().length));
  }

  /** After the given behaviours the URL accepts everything. */
  @Property(tries = 25)
  void ends_with_exactly_one_delivered_answer_or_a_logged_one(
      @ForAll @Size(max = 9) List<Behaviour> behaviours) {
    var all = new ArrayList<>(behaviours);
    all.add(Behaviour.ACCEPTS);

    int delivered = reply(all.toArray(Behaviour[]::new));

    assertThat(delivered).isLessThanOrEqualTo(1);
    if (delivered == 0) {
      assertThat(log)
          .as("%s", behaviours)
          .isNotEmpty()
          .allSatisfy(line -> assertThat(line).contains(Sending.ALARM));
    }
    assertThat(log.toString()).doesNotContain("X-Amz-Signature");
  }

  /** How many answers arrived; each behaviour is shown once, the last one for ever. */
  private int reply(Behaviour... behaviours) {
    URLS.resetAll();
    requests = new InMemoryRequests();
    log.clear();
    for (int i = 0; i < behaviours.length; i++) {
      boolean last = i == behaviours.length - 1;
      URLS.stubFor(
          put(urlPathEqualTo("/answer"))
              .inScenario("url")
              .whenScenarioStateIs(i == 0 ? Scenario.STARTED : "after " + i)
              .willSetStateTo(
                  last ? (i == 0 ? Scenario.STARTED : "after " + i) : "after " + (i + 1))
              .willReturn(behaviours[i].response()));
    }
    var event =
        Events.sample("cloudformation-create")
            .put("ResponseURL", URLS.baseUrl() + "/answer?X-Amz-Signature=s");
    var request = Door.decide(ResourceRequest.read(event)).waiting();
    requests.keep(request, Clock.systemUTC().instant());
    for (int call = 0; call < CALLS && !call(Events.reply("reply-connected", event)); call++) {}
    return (int)
        URLS.getAllServeEvents().stream()
            .filter(served -> delivers(served.getResponseDefinition()))
            .count();
  }

  private static boolean delivers(ResponseDefinition response) {
    boolean inTime =
        response.getChunkedDribbleDelay() == null
            && (response.getFixedDelayMilliseconds() == null
                || response.getFixedDelayMilliseconds() < PATIENCE.toMillis());
    return response.getStatus() == 200 && response.getFault() == null && inTime;
  }

  private boolean call(JsonNode event) {
    var url =
        new HttpResponseUrl(
            new ResponseHosts("us-east-1", "amazonaws.com", true),
            PERSISTENCE,
            RandomGenerator.getDefault());
    try {
      Invocation.of(
          new ReplyHandler(new Ports(requests, null), url, Clock.systemUTC()), event, log::add);
      return true;
    } catch (TryAgain e) {
      return false;
    }
  }
}
