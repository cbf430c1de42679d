package icaconnect.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import icaconnect.connection.Connection;
import icaconnect.failure.InvalidRequest;
import icaconnect.failure.Refused;
import icaconnect.lambda.Json;
import icaconnect.report.CanonicalJson;
import icaconnect.report.Change;
import icaconnect.report.Document;
import icaconnect.report.PlannedWrite;
import icaconnect.report.Report;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AsPlannedTest {
  private static final Change ONE = Change.added("IAM user ica-lab", TextNode.valueOf("one"));
  private static final Change TWO = Change.added("IAM policy ica-lab", TextNode.valueOf("two"));

  @Test
  void writes_what_is_planned_and_what_of_it_is_left() {
    var step = expecting(report(ONE, TWO));

    assertThatCode(() -> AsPlanned.only(step, report(ONE, TWO))).doesNotThrowAnyException();
    assertThatCode(() -> AsPlanned.only(step, report(TWO))).doesNotThrowAnyException();
    assertThatCode(() -> AsPlanned.only(step, report())).doesNotThrowAnyException();
  }

  @Test
  void names_what_it_would_write_otherwise() {
    assertThatThrownBy(() -> AsPlanned.only(expecting(report(ONE)), report(ONE, TWO)))
        .isInstanceOf(Refused.class)
        .hasMessageStartingWith("PLAN_CHANGED: ")
        .hasMessageContaining("step iam")
        .hasMessageContaining("IAM policy ica-lab");
    var edited = Change.added("IAM user ica-lab", TextNode.valueOf("other"));
    assertThatThrownBy(() -> AsPlanned.only(expecting(report(ONE)), report(edited)))
        .isInstanceOf(Refused.class);
  }

  @Test
  void a_plan_must_be_all_of_it() {
    assertThat(planning(report(ONE), report(ONE)).path("writes")).hasSize(1);
    assertThatThrownBy(() -> planning(report(ONE, TWO), report(ONE)))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("of the planned writes 1");
    assertThatThrownBy(() -> planning(report(), report(ONE))).isInstanceOf(Refused.class);
    assertThat(planning(report(ONE, TWO), report()).path("writes")).isEmpty();
  }

  @Test
  void a_disconnect_is_not_held_to_a_plan() {
    var input = StepInput.disconnect("lab").asking("expectedPlan", "");

    assertThatThrownBy(() -> Invocation.of(answering(report()), input.json()))
        .isInstanceOf(InvalidRequest.class)
        .hasMessageContaining("connecting only");
  }

  @Test
  void what_is_no_plan_is_refused() {
    for (String text : List.of("cors", "cors=abc", "verify=" + "0".repeat(64), "cors=\u0000")) {
      var request = Map.of("bucket", "lab", "expectedPlan", text);
      assertThatThrownBy(() -> Connection.parse(Json.tree(request)))
          .isInstanceOf(InvalidRequest.class)
          .hasMessageContaining("expectedPlan");
    }
  }

  @Test
  void a_document_is_told_by_its_parts_wherever_they_stand() {
    var one = edit("{'Statement': [{'Sid': 'a'}]}", "{'Statement': [{'Sid': 'a', 'x': 1}]}");
    var moved =
        edit(
            "{'Statement': [{'Sid': 'b'}, {'Sid': 'a'}]}",
            "{'Statement': [{'Sid': 'b'}, {'x': 1, 'Sid': 'a'}]}");
    var other = edit("{'Statement': [{'Sid': 'b'}]}", "{'Statement': [{'Sid': 'b', 'x': 1}]}");

    assertThat(one).isEqualTo(moved).isNotEqualTo(other);
  }

  @Test
  void canonical_json_is_one_text() {
    assertThat(
            CanonicalJson.of(Json.parse("{\"b\": [1, 1.50, null], \"a\": \"\\u001f\\u00fc\\n\"}")))
        .isEqualTo("{\"a\":\"\\u001fü\\n\",\"b\":[1,1.50,null]}");
  }

  private static List<PlannedWrite> edit(String before, String after) {
    var document =
        new Document(
            "iam",
            Optional.of(Json.parse(before.replace('\'', '"'))),
            Optional.of(Json.parse(after.replace('\'', '"'))));
    return PlannedWrite.of(report().withDocuments(List.of(document)));
  }

  private static Report report(Change... changes) {
    return Report.of("iam", List.of(changes));
  }

  private static String entries(Report planned) {
    return PlannedWrite.of(planned).stream()
        .map(PlannedWrite::entry)
        .collect(Collectors.joining(" "));
  }

  private static Step expecting(Report planned) {
    var input = StepInput.connect("lab").asking("expectedPlan", entries(planned)).json();
    return StepHandler.decode(input, Invocation.context(), Invocation.STACK);
  }

  private static JsonNode planning(Report planned, Report now) {
    var input =
        StepInput.connect("lab")
            .asking("mode", "plan")
            .asking("expectedPlan", entries(planned))
            .json();
    return Invocation.of(answering(now), input);
  }

  private static StepHandler answering(Report report) {
    return new StepHandler(Invocation.STACK) {
      @Override
      protected Object handle(Step step) {
        return report;
      }
    };
  }
}
