package icaconnect.inspect;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icaconnect.connection.Limits;
import icaconnect.failure.InvalidRequest;
import icaconnect.lambda.Json;
import icaconnect.step.Invocation;
import icaconnect.step.StepInput;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LongListsTest {
  private static final List<String> SIDS = List.of("s".repeat(1_246), "t".repeat(1_247));
  private static final List<String> TOO_LONG = List.of("s".repeat(1_247), "t".repeat(1_247));
  private static final List<String> ORIGINS = List.of("https://" + "o".repeat(2_500));

  @Test
  void are_refused_together_where_they_are_asked_for_first() {
    refuse(connect("exemptSids", SIDS));
    assertThatThrownBy(
            () -> refuse(connect("exemptSids", TOO_LONG).asking("allowedOrigins", ORIGINS)))
        .isInstanceOf(InvalidRequest.class)
        .hasMessageContaining("exemptSids may have 2500 bytes as JSON")
        .hasMessageContaining("allowedOrigins may have 2500 bytes as JSON");
  }

  @Test
  void stay_where_the_connection_has_them() {
    var wish = Json.tree(Map.of("bucket", "lab", "exemptSids", TOO_LONG));
    assertThatCode(() -> refuse(connect("exemptSids", TOO_LONG).withJournal(Map.of("wish", wish))))
        .doesNotThrowAnyException();
    assertThatThrownBy(() ->
            refuse(
                connect("exemptSids", TOO_LONG)
                    .withJournal(
                        Map.of("wish", Json.tree(Map.of("bucket", "lab", "exemptSids", SIDS))))))
        .isInstanceOf(InvalidRequest.class);
  }

  @Test
  void stop_no_rotation_and_no_disconnect() {
    assertThatCode(() -> refuse(connect("exemptSids", TOO_LONG).withEntry("credential", "{}")))
        .doesNotThrowAnyException();
    assertThatCode(() -> refuse(StepInput.disconnect("lab").asking("exemptSids", TOO_LONG)))
        .doesNotThrowAnyException();
  }

  private static StepInput connect(String field, List<String> list) {
    return StepInput.connect("lab").asking(field, list);
  }

  private static void refuse(StepInput input) {
    Invocation.of(
        new InspectHandler(
            Invocation.STACK,
            new Reading(new BucketFound.Bucket(InspectedBucket.with(_ -> {})), Optional.empty()),
            Limits.CLOSED,
            ""),
        input.json());
  }
}
