package icaconnect.policy;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import icaconnect.localstack.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A bucket policy that somebody has published, with neutral names, and what is right about it by
 * AWS's documentation, written by hand.
 *
 * @param rows later ones overrule earlier ones; what none speaks of is allowed to the user and the
 *     session, and not granted to the role, since another account's role needs an Allow
 */
public record PublicPolicy(
    String name, String source, JsonNode policy, IcaRequests ica, List<Row> rows) {
  private static final Path FOLDER =
      Checkout.file("functions/system-tests/src/test/resources/policies");

  /**
   * One line of the file, such as {@code user, session: s3:PutObject depends on aws:SourceIp}.
   *
   * @param actions with stars, or {@code objects}
   */
  record Row(Set<String> who, Set<String> actions, Right right) {
    boolean speaksOf(String principal, Request request) {
      return who.contains(principal)
          && actions.stream().anyMatch(pattern -> covers(pattern, request));
    }

    private static boolean covers(String pattern, Request request) {
      return pattern.equals("objects")
          ? request.target() instanceof Target.Under
          : request.action().matches(pattern.replace("*", ".*"));
    }
  }

  /**
   * What is right.
   *
   * @param keys what it depends on, in lower case
   */
  public record Right(Kind kind, Set<String> keys) {}

  public enum Kind {
    ALLOWED,
    DENIED,
    NOT_GRANTED,
    DEPENDS
  }

  public static Stream<PublicPolicy> all() {
    try {
      return Files.list(FOLDER).sorted().map(PublicPolicy::read);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Right right(Request request) {
    String who = who(request.principal());
    var right = new Right(who.equals("role") ? Kind.NOT_GRANTED : Kind.ALLOWED, Set.of());
    for (Row row : rows) {
      right = row.speaksOf(who, request) ? row.right() : right;
    }
    return right;
  }

  private String who(Principal principal) {
    return principal.equals(ica.user())
        ? "user"
        : principal.equals(ica.session()) ? "session" : "role";
  }

  private static PublicPolicy read(Path file) {
    JsonNode json = Json.parse(Checkout.text(file.toString()));
    JsonNode connection = json.path("connection");
    return new PublicPolicy(
        file.getFileName().toString().replace(".json", ""),
        json.path("source").asText(),
        json.path("policy"),
        Known.requests(
            connection.path("user").asText().equals("new")
                ? Optional.empty()
                : Optional.of(Known.USER),
            connection.path("kms").asBoolean() ? Optional.of(Known.KEY) : Optional.empty(),
            connection.path("prefix").asText()),
        json.path("right").valueStream().map(JsonNode::asText).map(PublicPolicy::row).toList());
  }

  private static Row row(String line) {
    String[] halves = line.split(": ", 2);
    String verdict =
        halves[1].replaceFirst("^.*?(denied|allowed|not granted|depends on .*)$", "$1");
    String actions = halves[1].substring(0, halves[1].length() - verdict.length()).strip();
    return new Row(Set.of(halves[0].split(", ")), Set.of(actions.split(" ")), right(verdict));
  }

  private static Right right(String verdict) {
    return switch (verdict) {
      case "denied" -> new Right(Kind.DENIED, Set.of());
      case "allowed" -> new Right(Kind.ALLOWED, Set.of());
      case "not granted" -> new Right(Kind.NOT_GRANTED, Set.of());
      default -> new Right(Kind.DEPENDS, keys(verdict.substring("depends on ".length())));
    };
  }

  private static Set<String> keys(String text) {
    return text.equals(Target.OBJECT_KEY)
        ? Set.of(text)
        : Stream.of(text.split(" "))
            .map(key -> key.toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
  }
}
