package icaconnect.cli.answer;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.cli.terminal.Paper;
import icaconnect.cli.terminal.Paper.Ink;
import icaconnect.policy.DocumentDiff;
import java.util.Optional;
import java.util.stream.Stream;

/** The parts of an answer that a check and an execution share, for people. */
public record AnswerPage(Paper paper) {
  public void heading(String words) {
    paper.line("");
    paper.line(Ink.BOLD, words);
  }

  public void changes(String heading, Iterable<JsonNode> steps) {
    boolean any = false;
    for (JsonNode step : steps) {
      for (JsonNode change : step.path("changes")) {
        if (!any) {
          heading(heading + ":");
          any = true;
        }
        boolean told = change.has("from") || change.has("to");
        boolean added = told && !change.has("from");
        boolean removed = told && !change.has("to");
        paper.marked(
            added ? Ink.GREEN : removed ? Ink.RED : Ink.YELLOW,
            added ? "+ " : removed ? "- " : "~ ",
            change.path("what").asText());
      }
    }
    if (!any) {
      heading(heading + ": nothing");
    }
  }

  public void documents(Stream<JsonNode> documents) {
    documents.forEach(document -> {
      String diff =
          DocumentDiff.unified(
              Optional.ofNullable(document.get("before")),
              Optional.ofNullable(document.get("after")),
              false);
      if (!diff.isEmpty()) {
        paper.line("");
        paper.line(Ink.BOLD, "--- " + document.path("name").asText() + " now");
        paper.line(Ink.BOLD, "+++ " + document.path("name").asText() + " afterwards");
        diff.lines().forEach(line -> paper.line(ink(line), line));
      }
    });
  }

  /** What another plan would read and write otherwise than this one. */
  public void difference(JsonNode planned, JsonNode now) {
    heading("Since the plan:");
    for (JsonNode step : planned.path("steps")) {
      String name = step.path("name").asText();
      JsonNode other = named(now.path("steps"), name);
      difference(name + ", found", "before", step, other);
      difference(name + ", to be written", "after", step, other);
      difference(name + ", changes", step.path("changes"), other.path("changes"));
    }
  }

  private void difference(String what, String moment, JsonNode planned, JsonNode now) {
    for (int i = 0;
        i < Math.max(planned.path("documents").size(), now.path("documents").size());
        i++) {
      difference(
          what,
          planned.path("documents").path(i).path(moment),
          now.path("documents").path(i).path(moment));
    }
  }

  private void difference(String what, JsonNode planned, JsonNode now) {
    String diff = DocumentDiff.unified(present(planned), present(now), false);
    if (!diff.isEmpty()) {
      paper.line("");
      paper.line(Ink.BOLD, "--- " + what + " when planned");
      paper.line(Ink.BOLD, "+++ " + what + " now");
      diff.lines().forEach(line -> paper.line(ink(line), line));
    }
  }

  private static Optional<JsonNode> present(JsonNode node) {
    return node.isMissingNode() || node.isNull() ? Optional.empty() : Optional.of(node);
  }

  private static JsonNode named(JsonNode list, String name) {
    return list.valueStream()
        .filter(each -> each.path("name").asText().equals(name))
        .findFirst()
        .orElseGet(com.fasterxml.jackson.databind.node.MissingNode::getInstance);
  }

  private static Ink ink(String line) {
    return switch (line.charAt(0)) {
      case '+' -> Ink.GREEN;
      case '-' -> Ink.RED;
      case '@' -> Ink.CYAN;
      default -> Ink.PLAIN;
    };
  }

  /** What a person should know, if there is anything. */
  public void findings(JsonNode findings) {
    if (!findings.isEmpty()) {
      heading("Findings:");
      findings.forEach(this::finding);
    }
  }

  public void failure(JsonNode failure) {
    heading("Failed at " + failure.path("step").asText("") + ":");
    paper.marked(Ink.RED, failure.path("error").asText() + " ", failure.path("message").asText());
    if (failure.has("undone")) {
      paper.line("  " + failure.path("undone").asText());
    }
  }

  public void finding(JsonNode finding) {
    String severity = finding.path("severity").asText();
    Ink ink =
        switch (severity) {
          case "ERROR" -> Ink.RED;
          case "WARNING" -> Ink.YELLOW;
          default -> Ink.CYAN;
        };
    paper.marked(
        ink,
        severity + " ",
        finding.path("code").asText() + ": " + finding.path("message").asText());
    paper.line("      " + finding.path("remedy").asText());
  }

  /** What was tried, if anything was. */
  public void checks(JsonNode checks) {
    if (checks.isEmpty()) {
      return;
    }
    heading("Tried with the connection's own key:");
    for (JsonNode check : checks) {
      String status = check.path("status").asText();
      Ink ink =
          switch (status) {
            case "PASS" -> Ink.GREEN;
            case "FAIL" -> Ink.RED;
            default -> Ink.FAINT;
          };
      paper.marked(
          ink,
          String.format("%-8s", status),
          check.path("name").asText() + ": " + check.path("detail").asText());
      if (check.has("remedy")) {
        paper.line("      " + check.path("remedy").asText());
      }
    }
  }

  /** What the owner of a bucket that is left to them has to add, in the three languages. */
  public void addition(JsonNode addition) {
    if (!addition.path("hcl").asText().isEmpty()) {
      heading("For the owner of the bucket's code to add, as JSON:");
      addition.path("json").toPrettyString().lines().forEach(paper::line);
      heading("The same for Terraform:");
      addition.path("hcl").asText().lines().forEach(paper::line);
      heading("The same for AWS CDK in TypeScript:");
      addition.path("cdk").asText().lines().forEach(paper::line);
    }
  }

  /** An execution's whole answer. */
  public void outcome(JsonNode outcome, String whatChanges) {
    if (!paper.quiet()) {
      changes(whatChanges, outcome.path("steps"));
      documents(
          outcome.path("steps").valueStream().flatMap(s -> s.path("documents").valueStream()));
      addition(outcome.path("addition"));
      checks(outcome.at("/verification/checks"));
      findings(outcome.path("findings"));
      if (outcome.has("handOver")) {
        heading("For you to do in ICA:");
        paper.line("  " + text(outcome.path("handOver")));
      }
      if (outcome.has("failure")) {
        failure(outcome.path("failure"));
      }
      paper.line("");
    }
    paper.line(
        outcome.has("failure") ? Ink.RED : Ink.GREEN,
        outcome.path("bucket").asText("").isEmpty()
            ? outcome.path("status").asText("done")
            : outcome.path("bucket").asText() + ": " + outcome.path("status").asText());
  }

  private static String text(JsonNode value) {
    return value.isTextual() ? value.asText() : value.toString();
  }
}
