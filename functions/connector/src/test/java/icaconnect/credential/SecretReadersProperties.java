package icaconnect.credential;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SecretReadersProperties {
  @Property(tries = 10_000)
  void theirs_stay_in_their_order_and_ours_is_there_once(
      @ForAll("statements") List<JsonNode> theirs, @ForAll("arns") List<String> arns) {
    var readers = new SecretReaders(arns);

    var guarded = readers.guarding(Optional.of(policy(theirs)));

    var statements = guarded.path("Statement").valueStream().toList();
    var kept = theirs.stream().filter(one -> !isOurs(one)).toList();
    assertThat(statements.subList(0, statements.size() - 1)).isEqualTo(kept);
    assertThat(statements.getLast().path("Sid").asText()).isEqualTo(SecretReaders.SID);
    assertThat(readers.guards(Optional.of(guarded))).isTrue();
    assertThat(readers.guarding(Optional.of(guarded))).isEqualTo(guarded);
  }

  @Property(tries = 10_000)
  void a_policy_without_our_very_statement_guards_nothing(
      @ForAll("statements") List<JsonNode> theirs) {
    var readers = new SecretReaders(List.of("arn:aws:iam::111122223333:role/a"));
    assertThat(readers.guards(Optional.of(policy(theirs)))).isFalse();
    assertThat(readers.guards(Optional.empty())).isFalse();
  }

  @Provide
  Arbitrary<List<JsonNode>> statements() {
    return Arbitraries.of(
            "{\"Effect\": \"Allow\", \"Principal\": \"*\", \"Action\": \"x:y\"}",
            "{\"Sid\": \"Theirs\", \"Effect\": \"Deny\", \"Action\": [\"secretsmanager:*\"]}",
            "{\"Sid\": \"IcaConnectReaders\", \"Effect\": \"Deny\"}",
            "{}")
        .map(Json::parse)
        .list()
        .ofMaxSize(4);
  }

  @Provide
  Arbitrary<List<String>> arns() {
    return Arbitraries.of(
            "arn:aws:iam::111122223333:role/a", "arn:aws:iam::111122223333:role/team/*")
        .list()
        .ofMinSize(1)
        .ofMaxSize(3);
  }

  private static boolean isOurs(JsonNode statement) {
    return statement.path("Sid").asText().equals(SecretReaders.SID);
  }

  /** One statement stands without a list, as the policy language allows. */
  private static JsonNode policy(List<JsonNode> statements) {
    var policy = Json.MAPPER.createObjectNode();
    if (statements.size() == 1) {
      policy.set("Statement", statements.getFirst());
    } else {
      statements.forEach(policy.putArray("Statement")::add);
    }
    return policy;
  }
}
