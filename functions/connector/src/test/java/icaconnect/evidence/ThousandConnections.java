package icaconnect.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.lambda.Json;
import icaconnect.registry.ConnectionRecord;
import icaconnect.registry.ConnectionState;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A stack with a thousand connections of twenty executions each: twelve kilobytes an execution. */
public class ThousandConnections extends AnyEvidence {
  public static final int COUNT = 1_000;
  private static final int EXECUTIONS = 20;
  private static final int CHECKS = 40;

  public ThousandConnections() {
    super(Json.parse("{\"Version\": \"2012-10-17\"}"), Json.parse("{\"Version\": \"2008-10-17\"}"));
  }

  /** Writes both files, and says how large they are. */
  public static void main(String[] folder) throws IOException {
    var made = made();
    var evidence =
        new Gathering(new ThousandConnections(), Bounds.ofAnAudit(() -> false)).of(made, _ -> true);
    Path page = Path.of(folder[0], "report.html");
    try (var file = new PrintWriter(Files.newBufferedWriter(page))) {
      EvidencePage.write(evidence, file);
    }
    Path json = Files.writeString(Path.of(folder[0], "report.json"), Evidence.text(evidence));
    System.out.printf(
        "%d connections, %d executions, %d MB of HTML, %d MB of JSON, %d s of processor time, %s%n",
        evidence.path("connections").size(),
        evidence.findValues("answer").size(),
        Files.size(page) >> 20,
        Files.size(json) >> 20,
        ProcessHandle.current().info().totalCpuDuration().orElseThrow().toSeconds(),
        evidence.path("unknown"));
  }

  @Override
  public List<ConnectionRecord> connections() {
    var one = super.connections().getFirst();
    return IntStream.range(0, COUNT)
        .mapToObj(i ->
            new ConnectionRecord(
                "lab-%04d".formatted(i),
                ConnectionState.CONNECTED,
                one.region(),
                one.updatedAt(),
                Optional.empty(),
                one.wish(),
                one.ids(),
                one.verification(),
                one.findings(),
                one.drift(),
                one.lastFailure(),
                one.history()))
        .toList();
  }

  @Override
  public Known<Past> past(String bucket, int latest) {
    var records = new ArrayList<JsonNode>();
    for (int i = 0; i < Math.min(latest, EXECUTIONS); i++) {
      ObjectNode record = super.past(bucket, 1).or(why -> null).latest().getFirst().deepCopy();
      var checks = ((ObjectNode) record.at("/answer/verification")).putArray("checks");
      for (int check = 0; check < CHECKS; check++) {
        checks
            .addObject()
            .put("name", "check-" + check)
            .put("status", "PASS")
            .put("detail", "what was tried, with which request, and what S3 answered ".repeat(4));
      }
      records.add(record);
    }
    return new Known.Is<>(new Past(Math.max(0, EXECUTIONS - latest), records));
  }
}
