package icaconnect.evidence;

import static j2html.TagCreator.a;
import static j2html.TagCreator.article;
import static j2html.TagCreator.dl;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.h3;
import static j2html.TagCreator.h4;
import static j2html.TagCreator.p;
import static j2html.TagCreator.pre;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.policy.JsonLines;
import j2html.TagCreator;
import j2html.tags.DomContent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One connection: what it is, and what each of its executions was asked, did and found. */
record ConnectionPage(JsonNode connection, String id) {
  DomContent section() {
    JsonNode record = connection.path("record");
    var executions = connection.path("executions").valueStream().toList();
    return TagCreator.section(
            h2(Html.text(connection.path("bucket"))),
            p(a("All connections").withHref("#overview")),
            dl(
                EvidencePage.entry("State", record.path("state")),
                EvidencePage.entry("Last changed (UTC)", record.path("updatedAt")),
                EvidencePage.entry("Last proven (UTC)", record.at("/verification/at")),
                EvidencePage.entry("Checks passed then", record.at("/verification/passed")),
                EvidencePage.entry("IAM user", record.at("/ids/userArn")),
                EvidencePage.entry("Secret", record.at("/ids/secretArn")),
                EvidencePage.entry("Access key", record.at("/ids/accessKeyId"))),
            h3("What was asked for, and stands"),
            json(record.path("wish"), "No request has succeeded yet."),
            h3("In ICA"),
            dl(
                EvidencePage.entry("Status", record.at("/ids/icaStatus")),
                EvidencePage.entry("Storage credential", record.at("/ids/storageCredentialId")),
                EvidencePage.entry(
                    "Storage configuration", record.at("/ids/storageConfigurationId"))),
            h3("Findings that stand"),
            findings(record.path("findings"), "Findings of " + id),
            h3("Drift"),
            Html.table(
                "What the last audit found changed, " + id,
                List.of("Step", "What"),
                record
                    .path("drift")
                    .valueStream()
                    .map(one -> List.of(Html.text(one.path("step")), Html.text(one.path("what"))))),
            h3("History"),
            Html.table(
                "The last executions in the registry, " + id,
                List.of("At (UTC)", "Action", "Status", "Changed", "Error"),
                record
                    .path("history")
                    .valueStream()
                    .map(one ->
                        List.of(
                            Html.text(one.path("at")),
                            Html.text(
                                one.path("action").asText()
                                    + (one.has("onBehalfOf")
                                        ? ", undoing " + one.path("onBehalfOf").asText()
                                        : "")),
                            Html.verdict(one.path("status").asText()),
                            Html.text(
                                one.path("changed").isMissingNode()
                                    ? ""
                                    : one.path("changed").toString()),
                            Html.text(one.path("error").asText(""))))),
            Html.unknown(connection.path("unknown")),
            each(executions, one -> execution(one, executions.indexOf(one) + 1)))
        .withId(id);
  }

  private DomContent execution(JsonNode execution, int number) {
    String name = "execution " + number + " of " + id;
    JsonNode answer = execution.path("answer");
    return article(
        h3("Execution " + number + ", started " + time(execution.path("started"))),
        dl(
            EvidencePage.entry("Execution", execution.path("execution")),
            TagCreator.join(
                TagCreator.dt("Status"),
                TagCreator.dd(Html.verdict(execution.path("status").asText()))),
            EvidencePage.entry("Ended (UTC)", execution.path("stopped")),
            EvidencePage.entry("Answered", answer.path("status"))),
        h4("Asked"),
        json(execution.path("asked"), "What was asked is not known."),
        h4("By whom"),
        Html.table(
            "Who started or stopped " + name,
            List.of("At (UTC)", "Call", "Who", "From"),
            execution
                .path("callers")
                .valueStream()
                .map(one ->
                    List.of(
                        Html.text(one.path("time")),
                        Html.text(one.path("call")),
                        Html.text(one.at("/caller/arn")),
                        Html.text(one.path("from"))))),
        failure(answer.path("failure")),
        h4("States"),
        states(execution.path("states"), name),
        h4("Changes"),
        Html.table(
            "Changes of " + name,
            List.of("Step", "What", "From", "To"),
            answer
                .path("steps")
                .valueStream()
                .flatMap(step ->
                    step.path("changes")
                        .valueStream()
                        .map(change ->
                            List.of(
                                Html.text(step.path("name")),
                                Html.text(change.path("what")),
                                side(change.path("from")),
                                side(change.path("to")))))),
        h4("Documents"),
        each(
            execution.path("documents").valueStream().toList(),
            document -> document(document, name)),
        execution.path("documents").isEmpty() ? p("None was replaced.") : TagCreator.text(""),
        h4("Checks"),
        Html.table(
            "Checks of " + name,
            List.of("Check", "Result", "Detail"),
            answer
                .at("/verification/checks")
                .valueStream()
                .map(one ->
                    List.of(
                        Html.text(one.path("name")),
                        Html.verdict(one.path("status").asText()),
                        Html.text(one.path("detail"))))),
        h4("Findings"),
        findings(answer.path("findings"), "Findings of " + name),
        Html.unknown(execution.path("unknown")));
  }

  private static DomContent failure(JsonNode failure) {
    return failure.isMissingNode()
        ? TagCreator.text("")
        : TagCreator.join(
            h4("Failure"),
            dl(
                EvidencePage.entry("At", failure.path("step")),
                EvidencePage.entry("Error", failure.path("error")),
                EvidencePage.entry("Message", failure.path("message")),
                EvidencePage.entry("Undone", failure.path("undone"))));
  }

  private static DomContent findings(JsonNode findings, String label) {
    return Html.table(
        label,
        List.of("Severity", "Code", "Message", "What to do"),
        findings
            .valueStream()
            .map(one ->
                List.of(
                    Html.verdict(one.path("severity").asText()),
                    Html.text(one.path("code")),
                    Html.text(one.path("message")),
                    Html.text(one.path("remedy").asText("")))));
  }

  private static DomContent states(JsonNode states, String name) {
    return TagCreator.join(
        Timeline.of("How " + name + " went", states)
            .orElseGet(() -> p("The times of its states are not known.")),
        Html.table(
            "States of " + name,
            List.of("Entered (UTC)", "State", "Seconds", "Failed tries"),
            states
                .valueStream()
                .map(one ->
                    List.of(
                        Html.text(time(one.path("entered"))),
                        Html.text(one.path("state")),
                        Html.text(seconds(one).map(Bars::number).orElse("did not end")),
                        Html.text(one.path("failedTries").asText("0"))))));
  }

  private static Optional<Double> seconds(JsonNode state) {
    return state.has("left")
        ? Optional.of(
            Duration.between(
                        Instant.parse(state.path("entered").asText()),
                        Instant.parse(state.path("left").asText()))
                    .toMillis()
                / 1000.0)
        : Optional.empty();
  }

  private static DomContent document(JsonNode document, String name) {
    String label = "Document of the step " + document.path("step").asText() + ", " + name;
    boolean known = known(document.path("before")) && known(document.path("after"));
    var digests =
        dl(
            EvidencePage.entry("Step", document.path("step")),
            EvidencePage.entry("SHA-256 before", sha(document.path("before"))),
            EvidencePage.entry("SHA-256 after", sha(document.path("after"))));
    return TagCreator.join(
        digests,
        known
            ? Html.sideBySide(
                Harmless.of(label),
                Optional.ofNullable(document.at("/before").get("document")),
                Optional.ofNullable(document.at("/after").get("document")))
            : p("Not both documents are known, only their digests."));
  }

  /** No document at all is known too. */
  private static boolean known(JsonNode side) {
    return side.isMissingNode() || side.has("document");
  }

  private static JsonNode sha(JsonNode side) {
    return side.isMissingNode()
        ? com.fasterxml.jackson.databind.node.TextNode.valueOf("(no document)")
        : side.path("sha256");
  }

  private static DomContent side(JsonNode value) {
    return value.isMissingNode() ? TagCreator.text("") : pre(Html.text(lines(value)));
  }

  private static DomContent json(JsonNode value, String otherwise) {
    return value.isMissingNode() || value.isNull() ? p(otherwise) : pre(Html.text(lines(value)));
  }

  private static String lines(JsonNode value) {
    return value.isContainerNode() ? String.join("\n", JsonLines.of(value)) : value.asText();
  }

  private static String time(JsonNode instant) {
    return instant.isMissingNode() ? "not known" : instant.asText();
  }
}
