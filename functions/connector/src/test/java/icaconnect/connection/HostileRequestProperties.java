package icaconnect.connection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.failure.InvalidRequest;
import icaconnect.fuzz.Fuzzing;
import icaconnect.fuzz.Hostile;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import net.jqwik.api.Example;

class HostileRequestProperties {
  private static final List<String> FIELDS =
      Arrays.stream(ConnectionRequest.class.getRecordComponents())
          .map(component -> component.getName())
          .toList();
  private static final Pattern SAFE_NAME = Pattern.compile("[A-Za-z0-9_+=,.@-]+");

  @Example
  void are_refused_in_words_or_name_nothing_but_what_they_seem_to() {
    Fuzzing.every(
        random -> Hostile.object(FIELDS, random),
        HostileRequestProperties::parse,
        Set.of(InvalidRequest.class));
  }

  private static void parse(JsonNode request) {
    var connection = Connection.parse(request);
    assertThat(connection.bucket().value()).matches("[a-z0-9.-]{3,63}").doesNotContain("..");
    assertThat(connection.userName()).matches(SAFE_NAME).hasSizeLessThanOrEqualTo(32);
    assertThat(connection.policyName()).matches(SAFE_NAME);
    assertThat(connection.prefix().value())
        .doesNotContain("*", "?", "$", "/../")
        .doesNotStartWith("/");
    assertThat(connection.allowedOrigins())
        .allSatisfy(origin -> assertThat(origin).matches("https://[a-z0-9.:-]+"));
  }
}
