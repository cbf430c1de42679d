package icaconnect.ica;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.HttpHeaders;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import icaconnect.lambda.RetryPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A WireMock in ICA's place; after each test the contract judges every request and response. */
abstract class WireMockIca {
  static final String API_KEY = "api-key-4f1c9a";
  static final String TOKEN = "jwt.first.8d2e";
  static final AwsCredentials KEY = new AwsCredentials("AKIAEXAMPLE", "secret-Pq7/Zx+41");
  static final String ID = "0b7a2f0e-5d0e-4b7e-9a53-111111111111";

  private static final String OFF_CONTRACT = "offContract";
  private static final String BASE = "/ica/rest";
  private static final Contract CONTRACT = new Contract();
  private static final RetryPolicy PATIENCE =
      new RetryPolicy(
          Duration.ofSeconds(2),
          Duration.ofMillis(700),
          3,
          Duration.ofMillis(500),
          Duration.ofSeconds(5));

  @RegisterExtension
  static final WireMockExtension WIRE =
      WireMockExtension.newInstance()
          .options(WireMockConfiguration.wireMockConfig().dynamicPort())
          .build();

  final List<Duration> pauses = new ArrayList<>();
  IcaClient ica;

  @BeforeEach
  void sign_in_works() {
    ica =
        new IcaClient(
            BaseUrl.of(WIRE.baseUrl() + BASE), new ApiKey(API_KEY), PATIENCE, pauses::add);
    stub(post(at("/api/tokens")), json(200, IcaShapes.token(TOKEN)));
  }

  @AfterEach
  void the_contract_was_kept() {
    var problems = new ArrayList<String>();
    for (ServeEvent event : WIRE.getAllServeEvents()) {
      problems.addAll(problems(event));
    }
    assertThat(problems).isEmpty();
  }

  static void stub(MappingBuilder when, ResponseDefinitionBuilder then) {
    WIRE.stubFor(when.willReturn(then));
  }

  /** For answers that no contract allows, such as a gateway's page or a value of the future. */
  static void stubOffContract(MappingBuilder when, ResponseDefinitionBuilder then) {
    WIRE.stubFor(when.withMetadata(Map.of(OFF_CONTRACT, true)).willReturn(then));
  }

  static MappingBuilder reading(String path) {
    return get(at(path));
  }

  static MappingBuilder posting(String path) {
    return post(at(path));
  }

  static com.github.tomakehurst.wiremock.matching.UrlPattern at(String path) {
    return urlPathEqualTo(BASE + path);
  }

  static ResponseDefinitionBuilder json(int status, JsonNode body) {
    return aResponse()
        .withStatus(status)
        .withHeader("Content-Type", IcaShapes.MEDIA_TYPE)
        .withBody(body.toString());
  }

  static ResponseDefinitionBuilder problem(int status, String title, String detail) {
    return aResponse()
        .withStatus(status)
        .withHeader("Content-Type", IcaShapes.PROBLEM_TYPE)
        .withBody(IcaShapes.problem(status, title, detail).toString());
  }

  static long calls(String method, String path) {
    return WIRE.getAllServeEvents().stream()
        .filter(event -> event.getRequest().getMethod().getName().equals(method))
        .filter(event -> event.getRequest().getUrl().startsWith(BASE + path))
        .count();
  }

  private static List<String> problems(ServeEvent event) {
    var request = event.getRequest();
    String method = request.getMethod().getName();
    var problems = new ArrayList<String>();
    boolean offContract =
        event.getStubMapping().getMetadata() != null
            && event.getStubMapping().getMetadata().containsKey(OFF_CONTRACT);
    if (!offContract || !request.getUrl().contains("?")) {
      problems.addAll(
          CONTRACT.problemsOfRequest(
              method, request.getUrl(), headers(request.getHeaders()), request.getBodyAsString()));
    }
    var response = event.getResponse();
    if (!offContract && response.getFault() == null) {
      String type =
          response.getHeaders().getHeader("Content-Type").isPresent()
              ? response.getHeaders().getHeader("Content-Type").firstValue()
              : null;
      problems.addAll(
          CONTRACT.problemsOfResponse(
              method, request.getUrl(), response.getStatus(), type, response.getBodyAsString()));
    }
    return problems.stream()
        .map(problem -> method + " " + request.getUrl() + " " + problem)
        .toList();
  }

  private static Map<String, String> headers(HttpHeaders headers) {
    var map = new HashMap<String, String>();
    headers.all().forEach(header -> map.put(header.key(), header.firstValue()));
    return map;
  }
}
