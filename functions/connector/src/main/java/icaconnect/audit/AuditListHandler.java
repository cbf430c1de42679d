package icaconnect.audit;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.fleet.Runs;
import icaconnect.lambda.Json;
import icaconnect.lambda.JsonHandler;
import icaconnect.registry.Connections;
import icaconnect.step.AwsAccount;
import icaconnect.step.Installation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lists the buckets that an audit is to look at, for the workflow's map to read: those asked for,
 * or every one, with those whose records are lost.
 */
public final class AuditListHandler extends JsonHandler {
  private static final int PAGE = 1000;

  /** What writing records and lists takes at most, of the function's time. */
  private static final Duration TO_WRITE = Duration.ofMinutes(1);

  private final String stack;
  private final Connections connections;
  private final Traces traces;
  private final LostRecords lost;
  private final Runs runs;

  public AuditListHandler(
      String stack, Connections connections, Traces traces, LostRecords lost, Runs runs) {
    this.stack = stack;
    this.connections = connections;
    this.traces = traces;
    this.lost = lost;
    this.runs = runs;
  }

  /** How much there is to do. */
  record WorkList(String key, int count) {}

  @Override
  protected WorkList handle(JsonNode input, Context context) {
    String run = input.path("run").asText();
    var buckets =
        input.path("buckets").isArray() ? texts(input.path("buckets")) : every(run, context);
    String key = Runs.workList(run);
    runs.write(key, Json.write(buckets));
    return new WorkList(key, buckets.size());
  }

  /** What was found besides connections, for the summary. */
  static String traces(String run) {
    return run + "/traces.json";
  }

  private List<String> every(String run, Context context) {
    var known = known();
    SearchResult found = search(known, context);
    found.wishes().forEach(lost::add);
    runs.write(traces(run), Json.write(found.findings()));
    var buckets = new ArrayList<>(known.keySet());
    buckets.addAll(found.wishes().keySet());
    return buckets;
  }

  private Map<String, KnownUsers> known() {
    var known = new LinkedHashMap<String, KnownUsers>();
    Connections.Page page = null;
    do {
      page = connections.page(page == null ? Optional.empty() : page.next(), PAGE);
      page.connections().forEach(record -> known.put(record.bucket(), KnownUsers.by(record)));
    } while (page.next().isPresent());
    return known;
  }

  private SearchResult search(Map<String, KnownUsers> known, Context context) {
    var account = AwsAccount.ofFunctionArn(context.getInvokedFunctionArn());
    var findings = new TraceFindings(finding -> context.getLogger().log(Json.write(finding)));
    return new Search(new Installation(stack, account), traces, known, findings)
        .run(() -> context.getRemainingTimeInMillis() < TO_WRITE.toMillis());
  }

  private static List<String> texts(JsonNode list) {
    var texts = new ArrayList<String>();
    list.forEach(one -> texts.add(one.asText()));
    return texts;
  }
}
