package icaconnect.audit;

import icaconnect.code.Code;
import icaconnect.fleet.Runs;
import icaconnect.lambda.Json;
import icaconnect.report.Finding;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Connections that an execution has held at each of the last audits. One audit may meet what works
 * on a bucket at that moment; two, so far apart that no lease lasts as long, meet somebody who
 * keeps audits away. It is told by what audits have written, since steps may write records.
 */
final class NotLookedAt {
  /** A lease lasts 25 minutes, and within an audit buckets are looked at one after another. */
  private static final Duration APART = Duration.ofHours(1);

  private static final int NAMED = 20;

  /** As audit.asl.json names it; before 0.2 it was the execution's name alone. */
  private static final Pattern BY_START = Pattern.compile("audit/(\\d{8}T\\d{6}Z)-[^/]+");

  private static final DateTimeFormatter START =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final Runs runs;

  NotLookedAt(Runs runs) {
    this.runs = runs;
  }

  private record Audit(String run, Instant began) {
    static Optional<Audit> of(String run) {
      var name = BY_START.matcher(run);
      return name.matches()
          ? Optional.of(new Audit(run, START.parse(name.group(1), Instant::from)))
          : Optional.empty();
    }
  }

  /**
   * What a person should know.
   *
   * @param run an audit of every connection
   * @param busy the buckets that it has not looked at
   */
  Optional<Finding> finding(String run, Set<String> busy) {
    return busy.isEmpty() ? Optional.empty() : Audit.of(run).flatMap(it -> since(it, busy));
  }

  private Optional<Finding> since(Audit present, Set<String> busy) {
    var left = new TreeSet<>(busy);
    var earlier =
        runs.folders("audit").stream()
            .flatMap(folder -> Audit.of(folder).stream())
            .filter(it -> it.began().isBefore(present.began()))
            .sorted(Comparator.comparing(Audit::began).reversed())
            .filter(this::isOfEveryConnection)
            .iterator();
    while (!left.isEmpty() && earlier.hasNext()) {
      Audit audit = earlier.next();
      left.retainAll(busyAt(audit.run()));
      if (!left.isEmpty() && audit.began().isBefore(present.began().minus(APART))) {
        return Optional.of(warning(List.copyOf(left), audit.began()));
      }
    }
    return Optional.empty();
  }

  /** One that is at work, or was stopped, has no summary. */
  private boolean isOfEveryConnection(Audit audit) {
    return runs.read(audit.run() + "/summary.json")
        .filter(summary -> !Json.parse(summary).path("named").asBoolean())
        .isPresent();
  }

  private Set<String> busyAt(String run) {
    var busy = new HashSet<String>();
    runs.eachResult(
        run,
        result -> {
          if (result.path("outcome").asText().equals(Metrics.BUSY)) {
            busy.add(result.path("bucket").asText());
          }
        });
    return busy;
  }

  private static Finding warning(List<String> buckets, Instant since) {
    String named = String.join(", ", buckets.subList(0, Math.min(buckets.size(), NAMED)));
    return Finding.warning(
        Code.NOT_LOOKED_AT,
        "Neither the audit of %s nor any since has looked at these connections, as an execution held each of them: %s%s."
            .formatted(
                since,
                named,
                buckets.size() > NAMED ? " and " + (buckets.size() - NAMED) + " more" : ""),
        "Look with ica-connect show who holds each, stop that execution if nobody means it, ask CloudTrail who wrote the lease or the fence if there is none, and start the audit again.");
  }
}
