package icaconnect.ica;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import icaconnect.ica.StandInFaults.Fault;
import icaconnect.lambda.Json;
import icaconnect.lambda.RetryPolicy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * NOT ICA: a stand-in for its storage API on loopback, for tests and the demo. It remembers what it
 * is given and fails on request. {@code POST /stand-in/faults/NAME} switches a fault on for once.
 */
public final class StandInIca implements AutoCloseable {
  private static final String BASE = "/ica/rest";

  private final HttpServer server;
  private final ApiKey apiKey;
  private final StandInFaults faults = new StandInFaults();
  private final StandInMemory memory = new StandInMemory(faults);
  private final StandInObserver observer;
  private final Set<String> tokens = new HashSet<>();

  public StandInIca(int port, ApiKey apiKey, StandInObserver observer) {
    this.apiKey = apiKey;
    this.observer = observer;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::handle);
    server.start();
  }

  /**
   * Runs until its standard input ends, so that it never outlives whoever started it. Its first
   * line is the API key, which shows neither among the arguments nor in the environment.
   *
   * @param args the port, and where AWS is: validations use the keys that they are about there
   */
  public static void main(String[] args) throws IOException {
    var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    var apiKey = new ApiKey(input.readLine());
    try (var standIn =
        new StandInIca(
            Integer.parseInt(args[0]),
            apiKey,
            seen -> System.out.println(seen.method() + " " + seen.url() + " " + seen.status()))) {
      standIn.memory.validateBy(new KeyTrial(URI.create(args[1])));
      System.out.println("A stand-in for ICA (not ICA) listens at " + standIn.baseUrl().uri());
      while (input.readLine() != null) {
        // Nothing more is said here; only the end counts.
      }
    }
  }

  public BaseUrl baseUrl() {
    return BaseUrl.of("http://127.0.0.1:" + server.getAddress().getPort() + BASE);
  }

  /** Our client on this stand-in, waiting for nothing between attempts. */
  public IcaAccess access() {
    var retries =
        new RetryPolicy(
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            3,
            Duration.ofMillis(1),
            Duration.ofSeconds(5));
    return _ -> Optional.of(new IcaClient(baseUrl(), apiKey, retries, _ -> {}));
  }

  public StandInFaults faults() {
    return faults;
  }

  public StandInMemory memory() {
    return memory;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private synchronized void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      StandInAnswer answer = answer(exchange, body);
      observer.saw(StandInObserver.Seen.of(exchange, body, answer));
      if (answer.status() == StandInAnswer.NO_ANSWER) {
        return;
      }
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private StandInAnswer answer(HttpExchange exchange, String body) {
    String path = exchange.getRequestURI().getPath();
    String operation = exchange.getRequestMethod() + " " + path.replace(BASE, "");
    if (operation.startsWith("POST /stand-in/faults/")) {
      faults.set(Fault.valueOf(path.substring(path.lastIndexOf('/') + 1)), 1);
      return StandInAnswer.done();
    }
    if (operation.equals("POST /api/tokens")) {
      boolean known = apiKey.value().equals(exchange.getRequestHeaders().getFirst("X-API-Key"));
      return known ? signIn() : StandInAnswer.problem(401, "Unauthorized", "Unknown API key");
    }
    boolean signedIn = tokens.contains(exchange.getRequestHeaders().getFirst("Authorization"));
    if (!signedIn || faults.strikes(Fault.TOKEN_EXPIRED)) {
      return StandInAnswer.problem(401, "Unauthorized", "The token is not valid");
    }
    if (faults.strikes(Fault.THROTTLED)) {
      return StandInAnswer.problem(429, "Too Many Requests", "Slow down").with("Retry-After", "1");
    }
    if (faults.strikes(Fault.SERVER_ERROR)) {
      return StandInAnswer.problem(500, "Internal Server Error", "Stand-in: as told");
    }
    if (faults.strikes(Fault.FORBIDDEN)) {
      return StandInAnswer.problem(403, "Forbidden", "Stand-in: as told");
    }
    return storage(operation, body);
  }

  private StandInAnswer storage(String operation, String body) {
    String id = operation.replaceFirst(".*/api/\\w+/?([^:/]*).*", "$1");
    return switch (operation.replaceFirst("(/api/\\w+/)[^:/]+", "$1ID")) {
      case "GET /api/regions" -> StandInAnswer.of(200, IcaShapes.list(memory.regions()));
      case "GET /api/projects" ->
          StandInAnswer.of(
              200, IcaShapes.list(List.of(IcaShapes.project(memory.regions().getFirst()))));
      case "GET /api/storageCredentials" ->
          StandInAnswer.of(200, IcaShapes.list(memory.credentials()));
      case "POST /api/storageCredentials" -> createCredential(Json.parse(body));
      case "POST /api/storageCredentials/ID:updateSecrets" ->
          StandInAnswer.doneIf(memory.updateSecrets(id, Json.parse(body)));
      case "GET /api/storageConfigurations" ->
          StandInAnswer.of(200, IcaShapes.list(memory.configurations()));
      case "POST /api/storageConfigurations" -> createConfiguration(Json.parse(body));
      case "GET /api/storageConfigurations/ID" ->
          memory
              .configuration(id)
              .map(found -> StandInAnswer.of(200, found))
              .orElse(StandInAnswer.NOT_FOUND);
      case "POST /api/storageConfigurations/ID:share" -> StandInAnswer.doneIf(memory.share(id));
      case "POST /api/storageConfigurations/ID:validate" ->
          StandInAnswer.doneIf(memory.validate(id));
      default -> StandInAnswer.NOT_FOUND;
    };
  }

  private StandInAnswer createCredential(JsonNode wanted) {
    return clashes(memory.hasCredential(wanted.path("name").asText()))
        ? StandInAnswer.problem(409, "Conflict", "Stand-in: the name is taken")
        : created(memory.createCredential(wanted));
  }

  private StandInAnswer createConfiguration(JsonNode wanted) {
    return clashes(memory.hasConfiguration(wanted.path("name").asText()))
        ? StandInAnswer.problem(409, "Conflict", "Stand-in: the name is taken")
        : created(memory.createConfiguration(wanted));
  }

  private boolean clashes(boolean nameTaken) {
    return nameTaken || faults.strikes(Fault.CONFLICT);
  }

  private StandInAnswer created(ObjectNode shape) {
    return faults.strikes(Fault.RESET_AFTER_CREATE)
        ? StandInAnswer.none()
        : StandInAnswer.of(201, shape);
  }

  /**
   * Every token is good until a fault says otherwise: clients at work side by side have one each.
   */
  private StandInAnswer signIn() {
    String token = "stand-in-token-" + (tokens.size() + 1);
    tokens.add("Bearer " + token);
    return StandInAnswer.of(200, IcaShapes.token(token));
  }
}
