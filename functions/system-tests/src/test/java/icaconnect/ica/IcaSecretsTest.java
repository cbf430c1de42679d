package icaconnect.ica;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.http.Fault;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** API key, token and secret access key show nowhere, not even when ICA quotes them. */
class IcaSecretsTest extends WireMockIca {
  private static final List<String> SECRETS = List.of(API_KEY, TOKEN, KEY.secretAccessKey());
  private static final String CREDENTIALS = "/api/storageCredentials";

  @Test
  void a_problem_that_quotes_secrets_is_shown_without_them() {
    ObjectNode problem =
        IcaShapes.problem(
            400, "Bad " + KEY.secretAccessKey(), "key " + API_KEY + " token " + TOKEN);
    problem
        .withObject("/parameters")
        .put("awsCredentials.secretAccessKey", "rejected: " + KEY.secretAccessKey());
    stub(
        posting(CREDENTIALS),
        aResponse()
            .withStatus(400)
            .withHeader("Content-Type", IcaShapes.PROBLEM_TYPE)
            .withBody(problem.toString()));

    assertThatThrownBy(() -> ica.createCredential("ica-lab", KEY))
        .hasMessageContaining("awsCredentials.secretAccessKey: rejected: ***")
        .satisfies(failure -> assertThat(stackTrace(failure)).doesNotContain(SECRETS));
  }

  @Test
  void a_secret_that_is_cut_in_two_is_not_shown_by_half() {
    stub(
        posting(CREDENTIALS), problem(400, "Bad Request", "x".repeat(295) + KEY.secretAccessKey()));

    assertThatThrownBy(() -> ica.createCredential("ica-lab", KEY))
        .hasMessageNotContaining("secret-");
  }

  @Test
  void no_failure_shows_a_secret() {
    var echo = API_KEY + " " + TOKEN + " " + KEY.secretAccessKey();
    List.of(
            problem(401, "Unauthorized", echo),
            problem(403, "Forbidden", echo),
            problem(404, "Not Found", echo),
            problem(409, "Conflict", echo),
            problem(422, "Unprocessable", echo),
            problem(429, "Too Many Requests", echo),
            problem(500, "Internal Server Error", echo),
            aResponse().withStatus(502).withBody(echo),
            aResponse().withStatus(200).withBody(echo),
            aResponse().withStatus(201).withBody("{\"id\":7,\"name\":\"" + echo + "\"}"),
            aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK),
            aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE))
        .forEach(answer -> {
          stubOffContract(posting(CREDENTIALS), answer);
          stubOffContract(posting(CREDENTIALS + "/" + ID + ":updateSecrets"), answer);
          stubOffContract(reading(CREDENTIALS), answer);
          assertNoSecret(catchThrowable(() -> ica.createCredential("ica-lab", KEY)));
          assertNoSecret(catchThrowable(() -> ica.updateSecrets(ID, KEY)));
          assertNoSecret(catchThrowable(ica::credentials));
        });
  }

  @Test
  void a_token_that_cannot_be_read_is_not_quoted() {
    stubOffContract(posting("/api/tokens"), aResponse().withStatus(200).withBody(TOKEN));

    Throwable failure = catchThrowable(ica::regions);

    assertThat(failure).isInstanceOf(IcaFailure.Unreadable.class);
    assertNoSecret(failure);
  }

  @Test
  void nothing_that_holds_a_secret_prints_it() {
    var printed =
        List.of(
            new ApiKey(API_KEY),
            KEY,
            Call.action(CREDENTIALS, KEY, KEY.secretAccessKey()),
            Call.create(CREDENTIALS, KEY, List.of(KEY.secretAccessKey())),
            new Attempt.Answer(200, IcaShapes.token(TOKEN).toString(), java.util.Optional.empty()),
            ica);
    assertThat(printed).allSatisfy(thing -> assertThat(thing.toString()).doesNotContain(SECRETS));
  }

  @Test
  void nothing_is_logged_or_printed_along_the_way() {
    stub(posting(CREDENTIALS), json(201, IcaShapes.credential(ID, "ica-lab", "AWS_USER")));
    var written = new ByteArrayOutputStream();
    var logged = new StringBuilder();
    var collector =
        new Handler() {
          @Override
          public void publish(LogRecord line) {
            logged
                .append(line.getLoggerName())
                .append(line.getMessage())
                .append(List.of(orEmpty(line.getParameters())));
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    var root = Logger.getLogger("");
    var out = System.out;
    root.addHandler(collector);
    root.setLevel(Level.ALL);
    System.setOut(new PrintStream(written, true, StandardCharsets.UTF_8));
    try {
      ica.createCredential("ica-lab", KEY);
    } finally {
      System.setOut(out);
      root.setLevel(Level.INFO);
      root.removeHandler(collector);
    }
    assertThat(logged.toString()).doesNotContain(SECRETS);
    assertThat(written.toString(StandardCharsets.UTF_8)).doesNotContain(SECRETS);
  }

  private static Object[] orEmpty(Object[] parameters) {
    return parameters == null ? new Object[0] : parameters;
  }

  private static void assertNoSecret(Throwable failure) {
    if (failure != null) {
      assertThat(stackTrace(failure)).doesNotContain(SECRETS);
      assertThat(failure.toString()).doesNotContain(SECRETS);
    }
  }

  private static String stackTrace(Throwable failure) {
    var text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
