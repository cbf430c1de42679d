package icaconnect.cli.check;

import icaconnect.cli.answer.AnswerPage;
import icaconnect.cli.terminal.Paper;
import icaconnect.cli.terminal.Paper.Ink;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Prints the answer of a check. */
final class CheckPage {
  private final Checked checked;
  private final Paper paper;
  private final AnswerPage page;

  private CheckPage(Checked checked, Paper paper) {
    this.checked = checked;
    this.paper = paper;
    this.page = new AnswerPage(paper);
  }

  static void print(Checked checked, Paper paper) {
    var page = new CheckPage(checked, paper);
    switch (paper.format()) {
      case json -> paper.json(checked);
      case ndjson -> page.events();
      case text -> page.text();
    }
  }

  private void events() {
    checked.steps().forEach(step -> paper.event("step", step));
    checked.documents().forEach(document -> paper.event("document", document));
    checked.addition().ifPresent(addition -> paper.event("addition", addition));
    checked.verdicts().forEach(verdict -> paper.event("verdict", verdict));
    checked.findings().forEach(finding -> paper.event("finding", finding));
    checked.failures().forEach(failure -> paper.event("failure", failure));
    checked.unread().forEach(unread -> paper.event("unread", unread));
    checked.assumed().forEach(assumed -> paper.event("assumed", assumed));
    paper.event("result", Map.of("status", checked.status(), "bucket", checked.bucket()));
  }

  private void text() {
    if (!paper.quiet()) {
      head();
      page.changes("Connecting would change", checked.steps());
      page.documents(checked.documents().stream());
      checked.addition().ifPresent(page::addition);
      verdicts();
      findings();
      unread();
    }
    Ink ink =
        switch (checked.status()) {
          case REFUSED, WOULD_NOT_WORK -> Ink.RED;
          case INCOMPLETE -> Ink.YELLOW;
          case CHANGES, NO_CHANGES -> Ink.GREEN;
        };
    paper.line(ink, checked.bucket() + ": " + checked.status().words());
  }

  private void head() {
    paper.line(
        Ink.BOLD,
        checked.bucket()
            + checked.region().map(region -> " in " + region).orElse("")
            + ", account "
            + checked.account()
            + (checked.source().equals("files") ? ", as files describe it" : ""));
    checked
        .facts()
        .ifPresent(facts ->
            paper.line(
                "  versioning "
                    + facts.path("versioning").asText()
                    + ", key "
                    + facts.path("kmsKeyArn").asText("none of yours")));
  }

  private void heading(String words, boolean nothing) {
    page.heading(words + (nothing ? ": nothing" : ":"));
  }

  /** Requests with the same fate share a line. */
  private void verdicts() {
    Map<String, List<String>> actions = new LinkedHashMap<>();
    for (RequestVerdict each : checked.verdicts()) {
      if (each.verdict() != RequestVerdict.Word.ALLOWED
          || each.afterConnect().verdict() != RequestVerdict.Word.ALLOWED) {
        actions.computeIfAbsent(fate(each), _ -> new ArrayList<>()).add(each.action());
      }
    }
    if (checked.verdicts().isEmpty()) {
      return;
    }
    heading("What the bucket policy keeps ICA from", actions.isEmpty());
    actions.forEach((fate, which) -> {
      paper.line("  " + fate);
      paper.line(Ink.FAINT, "      " + String.join(", ", which));
    });
  }

  private static String fate(RequestVerdict each) {
    return each.principal()
        + " "
        + each.principalArn()
        + ": "
        + words(each.verdict(), each.statement(), each.because(), each.dependsOn())
        + "; after connecting "
        + words(
            each.afterConnect().verdict(),
            each.afterConnect().statement(),
            each.afterConnect().because(),
            each.afterConnect().dependsOn());
  }

  private static String words(
      RequestVerdict.Word verdict,
      Optional<String> statement,
      Optional<String> because,
      List<String> dependsOn) {
    return verdict
        + statement.map(by -> " by " + by).orElse("")
        + because.map(why -> " (" + why + ")").orElse("")
        + (dependsOn.isEmpty() ? "" : ", depending on " + String.join(", ", dependsOn));
  }

  private void findings() {
    heading("Findings", checked.findings().isEmpty() && checked.failures().isEmpty());
    for (Failure failure : checked.failures()) {
      paper.marked(Ink.RED, "REFUSED ", failure.message());
    }
    checked.findings().forEach(page::finding);
  }

  private void unread() {
    if (!checked.unread().isEmpty()) {
      heading("You may not read", false);
      checked.unread().forEach(each -> paper.line("  " + each.action() + ": " + each.reason()));
    }
    if (!checked.assumed().isEmpty()) {
      heading("Taken for granted", false);
      checked.assumed().forEach(each -> paper.line(Ink.FAINT, "  " + each));
    }
    paper.line("");
  }
}
