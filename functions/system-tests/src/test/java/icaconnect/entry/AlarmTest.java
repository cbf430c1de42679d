package icaconnect.entry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import icaconnect.lambda.RetryPolicy;
import icaconnect.localstack.Checkout;
import java.io.IOException;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/**
 * LocalStack knows no metric filters, so the way from a log line to the alarm is read in the
 * template.
 */
class AlarmTest {
  private final JsonNode resources;

  AlarmTest() throws IOException {
    resources =
        new ObjectMapper(new YAMLFactory())
            .readTree(Checkout.file("template.yaml").toFile())
            .path("Resources");
  }

  @Test
  void the_line_about_an_undelivered_answer_is_counted_in_both_functions_logs() {
    var filters =
        StreamSupport.stream(resources.spliterator(), false)
            .filter(resource -> resource.path("Type").asText().equals("AWS::Logs::MetricFilter"))
            .map(resource -> resource.path("Properties"))
            .toList();
    var alarm = resources.at("/AnswersUndelivered/Properties");

    assertThat(filters)
        .extracting(filter -> filter.path("LogGroupName").asText())
        .contains("CustomResourceLogs", "ReplyLogs");
    assertThat(filters)
        .filteredOn(
            filter -> filter.path("LogGroupName").asText().matches("CustomResourceLogs|ReplyLogs"))
        .allSatisfy(filter -> {
          assertThat(filter.path("FilterPattern").asText()).isEqualTo("\"" + Sending.ALARM + "\"");
          assertThat(filter.at("/MetricTransformations/0/MetricName"))
              .isEqualTo(alarm.path("MetricName"));
          assertThat(filter.at("/MetricTransformations/0/MetricNamespace"))
              .isEqualTo(alarm.path("Namespace"));
        });
  }

  @Test
  void both_functions_have_time_for_all_attempts() {
    var all = RetryPolicy.TO_CLOUDFORMATION;
    long most =
        all.attempts() * all.exchange().toSeconds()
            + (all.attempts() - 1) * all.longestWait().toSeconds();

    assertThat(resources.at("/ReplyFunction/Properties/Timeout").asLong()).isGreaterThan(most);
    assertThat(resources.at("/CustomResourceFunction/Properties/Timeout").asLong())
        .isGreaterThan(most);
  }

  @Test
  void broken_executions_of_both_workflows_reach_reply() {
    var pattern = resources.at("/BrokenExecutionRule/Properties/EventPattern");

    assertThat(pattern.at("/detail/status").toString()).contains("ABORTED", "TIMED_OUT", "FAILED");
    assertThat(pattern.at("/detail/stateMachineArn").toString())
        .contains("ConnectStateMachine", "DisconnectStateMachine");
    assertThat(Events.request("cloudformation-create").id().executionName())
        .startsWith(pattern.at("/detail/name/0/prefix").asText());
  }
}
