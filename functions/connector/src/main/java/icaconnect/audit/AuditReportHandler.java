package icaconnect.audit;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.evidence.Bounds;
import icaconnect.evidence.Evidence;
import icaconnect.evidence.EvidencePage;
import icaconnect.evidence.Gathering;
import icaconnect.evidence.Sources;
import icaconnect.fleet.Runs;
import icaconnect.lambda.Json;
import icaconnect.lambda.JsonHandler;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.function.Predicate;

/** Writes the evidence of what an audit looked at beside its summary, as a page and as JSON. */
public final class AuditReportHandler extends JsonHandler {
  /** What writing the files takes at most, of the function's time. */
  private static final Duration TO_WRITE = Duration.ofMinutes(3);

  private final Sources sources;
  private final Runs runs;
  private final Clock clock;
  private final String version;

  public AuditReportHandler(Sources sources, Runs runs, Clock clock, String version) {
    this.sources = sources;
    this.runs = runs;
    this.clock = clock;
    this.version = version;
  }

  @Override
  protected AuditReport handle(JsonNode input, Context context) {
    String report = input.path("run").asText() + "/report.";
    // An earlier attempt may have ended between the two files: the page is of the JSON that stands.
    var evidence =
        runs.read(report + "json").map(Json::parse).orElseGet(() -> gathered(input, context));
    String json = runs.keep(report + "json", Evidence.text((ObjectNode) evidence));
    String html =
        runs.keep(report + "html", "text/html", page -> EvidencePage.write(evidence, page));
    return new AuditReport(html, json, Evidence.digest(evidence), evidence.path("unknown"));
  }

  private JsonNode gathered(JsonNode input, Context context) {
    var made =
        Json.MAPPER
            .createObjectNode()
            .put("at", clock.instant().toString())
            .put("by", input.path("execution").asText())
            .put("version", version);
    var bounds = Bounds.ofAnAudit(() -> context.getRemainingTimeInMillis() < TO_WRITE.toMillis());
    return new Gathering(sources, bounds).of(made, wanted(input.path("buckets")));
  }

  private static Predicate<String> wanted(JsonNode buckets) {
    var named = new HashSet<String>();
    buckets.forEach(bucket -> named.add(bucket.asText()));
    return buckets.isArray() ? named::contains : _ -> true;
  }
}
