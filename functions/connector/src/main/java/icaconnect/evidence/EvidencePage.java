package icaconnect.evidence;

import static j2html.TagCreator.a;
import static j2html.TagCreator.body;
import static j2html.TagCreator.code;
import static j2html.TagCreator.dd;
import static j2html.TagCreator.dl;
import static j2html.TagCreator.dt;
import static j2html.TagCreator.each;
import static j2html.TagCreator.footer;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.head;
import static j2html.TagCreator.header;
import static j2html.TagCreator.html;
import static j2html.TagCreator.li;
import static j2html.TagCreator.main;
import static j2html.TagCreator.meta;
import static j2html.TagCreator.nav;
import static j2html.TagCreator.p;
import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.section;
import static j2html.TagCreator.style;
import static j2html.TagCreator.text;
import static j2html.TagCreator.title;
import static j2html.TagCreator.ul;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import j2html.rendering.FlatHtml;
import j2html.rendering.HtmlBuilder;
import j2html.tags.DomContent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The evidence as one page for people: no script, nothing from elsewhere. */
public final class EvidencePage {
  private final JsonNode evidence;
  private final List<JsonNode> connections;
  private final IdentityHashMap<JsonNode, String> ids = new IdentityHashMap<>();

  private EvidencePage(JsonNode evidence) {
    this.evidence = evidence;
    this.connections = evidence.path("connections").valueStream().toList();
    connections.forEach(one -> ids.put(one, "connection-" + (ids.size() + 1)));
  }

  /** The whole file. */
  public static String of(JsonNode evidence) {
    var page = new StringBuilder();
    write(evidence, page);
    return page.toString();
  }

  /** The same into a file, a connection at a time: a page of a thousand is longer than memory. */
  public static void write(JsonNode evidence, Appendable file) {
    try {
      file.append("<!DOCTYPE html>\n");
      new EvidencePage(evidence).page().render(FlatHtml.into(file));
      file.append("\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private DomContent page() {
    String stack = evidence.at("/installation/name").asText();
    return html(
            head(
                meta().attr("charset", "utf-8"),
                meta().withName("viewport").withContent("width=device-width, initial-scale=1"),
                meta()
                    .attr("http-equiv", "Content-Security-Policy")
                    .withContent("default-src 'none'; style-src 'unsafe-inline'"),
                title("Evidence of the connections of " + Harmless.of(stack)),
                style(rawHtml(css()))),
            body(
                a("Skip to the content").withHref("#content").withClass("skip"),
                header(
                    h1(
                        "Evidence of connections with Illumina BioInsight Platform Core (previously Illumina Connected Analytics, ICA)"),
                    dl(
                        entry("Made at (UTC)", evidence.at("/made/at")),
                        entry("Made by", evidence.at("/made/by")),
                        entry("With ica-connect", evidence.at("/made/version")),
                        entry("Stack", evidence.at("/installation/name")),
                        entry("Digest (SHA-256)", evidence.at("/digest/value"))),
                    nav(ul(each(links(), link -> li(link)))).attr("aria-label", "Pages")),
                main(
                        overview(),
                        installation(),
                        operation(),
                        performance(),
                        each(
                            connections,
                            one -> new Later(() -> new ConnectionPage(one, id(one)).section())))
                    .withId("content"),
                footer(
                    p(
                        text("All times are UTC. The same as JSON, verified by "),
                        code("ica-connect report --verify FILE"),
                        text(
                            ", has the digest above. What this proves and what not: docs/evidence.md.")))))
        .attr("lang", "en");
  }

  private List<DomContent> links() {
    var links = new ArrayList<DomContent>();
    links.add(a("All connections").withHref("#overview"));
    links.add(a("Installation").withHref("#installation"));
    links.add(a("Operation").withHref("#operation"));
    links.add(a("Performance").withHref("#performance"));
    connections.forEach(one -> links.add(a(Html.text(one.path("bucket"))).withHref("#" + id(one))));
    return links;
  }

  private String id(JsonNode connection) {
    return Objects.requireNonNull(ids.get(connection));
  }

  private DomContent overview() {
    return section(
            h2("All connections"),
            connections.isEmpty()
                ? p("There are none.")
                : Bars.of("Connections by state", count("/record/state"), ""),
            Html.table(
                "Connections",
                List.of(
                    "Bucket",
                    "State",
                    "Region",
                    "Prefix",
                    "Key since",
                    "Last proof",
                    "Drift",
                    "Findings",
                    "In ICA"),
                connections.stream()
                    .map(one ->
                        List.<DomContent>of(
                            a(Html.text(one.path("bucket"))).withHref("#" + id(one)),
                            Html.verdict(one.at("/record/state").asText()),
                            Html.text(one.at("/record/region")),
                            Html.text(one.at("/record/wish/prefix").asText("the whole bucket")),
                            Html.text(keySince(one).map(Instant::toString).orElse("not known")),
                            Html.text(one.at("/record/verification/at")),
                            Html.text(String.valueOf(one.at("/record/drift").size())),
                            Html.text(counts(one.at("/record/findings"), "severity")),
                            Html.text(one.at("/record/ids/icaStatus"))))),
            keyAges(),
            Html.unknown(evidence.path("unknown")))
        .withId("overview");
  }

  private DomContent keyAges() {
    var ages = new LinkedHashMap<String, Double>();
    Instant now = Instant.parse(evidence.at("/made/at").asText());
    connections.forEach(one ->
        keySince(one)
            .ifPresent(since ->
                ages.put(
                    one.path("bucket").asText(), (double) Duration.between(since, now).toDays())));
    return ages.isEmpty()
        ? p("How old access keys are is not known.")
        : Bars.of("Age of access keys", ages, " days");
  }

  private static Optional<Instant> keySince(JsonNode connection) {
    return KeyAge.since(
        connection.path("record"), connection.path("executions").valueStream().toList());
  }

  private Map<String, Double> count(String pointer) {
    var counts = new TreeMap<String, Double>();
    connections.forEach(one -> counts.merge(one.at(pointer).asText(), 1.0, Double::sum));
    return counts;
  }

  private static String counts(JsonNode findings, String by) {
    var counts = new TreeMap<String, Integer>();
    findings.forEach(one -> counts.merge(one.path(by).asText(), 1, Integer::sum));
    return counts.isEmpty()
        ? "none"
        : String.join(
            ", ",
            counts.entrySet().stream().map(one -> one.getValue() + " " + one.getKey()).toList());
  }

  /** Earlier versions did not say it. */
  private static String lookedAt(JsonNode summary) {
    if (!summary.has("named")) {
      return "not known";
    }
    return summary.path("named").asBoolean() ? "named buckets only" : "every connection";
  }

  /** What no connection is concerned by, by code. */
  private static String ownFindings(JsonNode summary) {
    if (summary.path("named").asBoolean()) {
      return "not looked for";
    }
    return summary.has("findings") ? counts(summary.path("findings"), "code") : "not known";
  }

  private DomContent installation() {
    JsonNode stack = evidence.path("installation");
    return section(
            h2("Installation"),
            p("What is deployed, and with which parameters."),
            dl(
                entry("Stack", stack.path("name")),
                entry("Stack id", stack.path("id")),
                entry("Region", stack.path("region")),
                entry("Status", stack.path("status")),
                entry("Created (UTC)", stack.path("created")),
                entry(
                    "Last updated (UTC)",
                    stack.path("updated").isTextual()
                        ? stack.path("updated")
                        : TextNode.valueOf("never")),
                entry("Version of the stack", stack.path("version")),
                entry("Version of ica-connect", evidence.at("/made/version"))),
            Html.table(
                "Parameters of the stack",
                List.of("Parameter", "Value"),
                stack.path("parameters").properties().stream()
                    .map(one ->
                        List.of(
                            Html.text(one.getKey()),
                            Html.text(
                                one.getValue().asText().isEmpty()
                                    ? "(empty)"
                                    : one.getValue().asText())))))
        .withId("installation");
  }

  private DomContent operation() {
    return section(
            h2("Operation"),
            p(
                "Each check of the last execution that made checks, tried with the connection's own key."),
            Html.table(
                "Checks and their results",
                List.of("Bucket", "At (UTC)", "Check", "Result", "Detail"),
                connections.stream()
                    .flatMap(one ->
                        lastChecked(one).stream()
                            .flatMap(execution ->
                                execution
                                    .at("/answer/verification/checks")
                                    .valueStream()
                                    .map(check ->
                                        List.of(
                                            Html.text(one.path("bucket")),
                                            Html.text(execution.path("stopped")),
                                            Html.text(check.path("name")),
                                            Html.verdict(check.path("status").asText()),
                                            Html.text(check.path("detail"))))))),
            Html.table(
                "Connections without a check that is known",
                List.of("Bucket"),
                connections.stream()
                    .filter(one -> lastChecked(one).isEmpty())
                    .map(one -> List.of(Html.text(one.path("bucket"))))))
        .withId("operation");
  }

  private static Optional<JsonNode> lastChecked(JsonNode connection) {
    return connection
        .path("executions")
        .valueStream()
        .filter(one -> !one.at("/answer/verification/checks").isEmpty())
        .reduce((_, last) -> last);
  }

  private DomContent performance() {
    var perDay = new TreeMap<String, Double>();
    var outcomes = new TreeMap<String, Double>();
    connections.forEach(one ->
        one.path("executions")
            .forEach(execution -> {
              String started = execution.path("started").asText();
              perDay.merge(started.substring(0, Math.min(10, started.length())), 1.0, Double::sum);
              outcomes.merge(execution.path("status").asText(), 1.0, Double::sum);
            }));
    return section(
            h2("Performance"),
            p(
                "The last audits, which compare each connection with its last good request and try it out."),
            Html.table(
                "Audits",
                List.of(
                    "At (UTC)",
                    "Run",
                    "Of",
                    "To look at",
                    "Outcomes",
                    "Not looked at",
                    "Not reported",
                    "Findings of its own"),
                evidence
                    .path("audits")
                    .valueStream()
                    .map(audit ->
                        List.of(
                            Html.text(audit.path("at")),
                            Html.text(audit.path("run")),
                            Html.text(lookedAt(audit.path("summary"))),
                            Html.text(audit.at("/summary/looked")),
                            Html.text(audit.at("/summary/byOutcome")),
                            Html.text(audit.at("/summary/notLookedAt")),
                            Html.text(audit.at("/summary/unreported")),
                            Html.text(ownFindings(audit.path("summary")))))),
            perDay.isEmpty()
                ? p("No execution of these connections is known.")
                : section(
                    Bars.of("Executions by day", perDay, ""),
                    Bars.of("Executions by outcome", outcomes, "")))
        .withId("performance");
  }

  static DomContent entry(String name, JsonNode value) {
    return j2html.TagCreator.join(dt(name), dd(Html.text(value)));
  }

  private static String css() {
    try (var in = EvidencePage.class.getResourceAsStream("report.css")) {
      return "\n" + new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Made when it is written, and forgotten then. */
  private static final class Later extends DomContent {
    private final Supplier<DomContent> content;

    private Later(Supplier<DomContent> content) {
      this.content = content;
    }

    @Override
    public <T extends Appendable> T render(HtmlBuilder<T> page, Object model) throws IOException {
      return content.get().render(page, model);
    }
  }
}
