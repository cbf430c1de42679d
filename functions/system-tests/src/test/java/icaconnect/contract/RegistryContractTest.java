package icaconnect.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import icaconnect.localstack.Checkout;
import icaconnect.registry.ConnectionState;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RegistryContractTest {
  private static final Pattern STATE_IS_SET =
      Pattern.compile("#state = (?:if_not_exists\\(#state, )?(:\\w+)");
  private static final Pattern CAPITALS = Pattern.compile("\\b[A-Z]{4,}\\b");

  private final Template template = Template.read();

  @Test
  void workflows_write_only_states_that_there_are() {
    var written = new TreeSet<String>();
    template
        .definitions()
        .values()
        .forEach(definition -> {
          States.of(definition).forEach(state -> written.addAll(written(state.state())));
          definition
              .findValuesAsText("stateAfterFailure")
              .forEach(value -> written.addAll(capitals(value)));
        });
    assertThat(written)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(ConnectionState.values()).map(Enum::name).toList());
  }

  @ParameterizedTest
  @EnumSource
  void every_state_can_be_left_by_a_connect_and_by_a_disconnect(ConnectionState state)
      throws IOException {
    assertThat(next(state.name()))
        .contains("CONNECTED", "DISCONNECTING")
        .isSubsetOf(Arrays.stream(ConnectionState.values()).map(Enum::name).toList());
  }

  private static Set<String> written(JsonNode task) {
    var arguments = task.path("Arguments");
    var set = STATE_IS_SET.matcher(arguments.path("UpdateExpression").asText());
    return set.find()
        ? capitals(Json.write(arguments.path("ExpressionAttributeValues").path(set.group(1))))
        : Set.of();
  }

  private static Set<String> capitals(String text) {
    return CAPITALS.matcher(text).results().map(match -> match.group()).collect(Collectors.toSet());
  }

  private static Set<String> next(String state) throws IOException {
    return Files.readAllLines(Checkout.file("docs/registry.md")).stream()
        .filter(line -> line.startsWith("| " + state + " |"))
        .map(line -> capitals(line.split("[|]")[3]))
        .findFirst()
        .orElseThrow();
  }
}
