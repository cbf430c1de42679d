package icaconnect.audit;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.evidence.Bounds;
import icaconnect.evidence.Evidence;
import icaconnect.evidence.Gathering;
import icaconnect.evidence.Report;
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
    String run = input.path("run").asText();
    var made =
        Json.MAPPER
            .createObjectNode()
            .put("at", clock.instant().toString())
            .put("by", input.path("execution").asText())
            .put("version", version);
    var bounds = Bounds.ofAnAudit(() -> context.getRemainingTimeInMillis() < TO_WRITE.toMillis());
    var evidence = new Gathering(sources, bounds).of(made, wanted(input.path("buckets")));
    return new AuditReport(
        runs.writeFile(run + "/report.html", "text/html", page -> Report.write(evidence, page)),
        runs.writeFile(
            run + "/report.json", "application/json", file -> file.append(Evidence.text(evidence))),
        Evidence.digest(evidence),
        evidence.path("unknown"));
  }

  private static Predicate<String> wanted(JsonNode buckets) {
    var named = new HashSet<String>();
    buckets.forEach(bucket -> named.add(bucket.asText()));
    return buckets.isArray() ? named::contains : _ -> true;
  }
}
