package icaconnect.audit;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.fleet.Runs;
import icaconnect.lambda.Json;
import icaconnect.lambda.JsonHandler;
import icaconnect.registry.ConnectionRecord;
import icaconnect.registry.Connections;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Lists the buckets that an audit is to look at, for the workflow's map to read: those asked for,
 * or every one, with those whose records are lost.
 */
public final class AuditListHandler extends JsonHandler {
  private static final int PAGE = 1000;

  private final Connections connections;
  private final Traces traces;
  private final LostRecords lost;
  private final Runs runs;

  public AuditListHandler(Connections connections, Traces traces, LostRecords lost, Runs runs) {
    this.connections = connections;
    this.traces = traces;
    this.lost = lost;
    this.runs = runs;
  }

  /** How much there is to do. */
  record WorkList(String key, int count) {}

  @Override
  protected WorkList handle(JsonNode input, Context context) {
    var buckets = input.path("buckets").isArray() ? texts(input.path("buckets")) : every();
    String key = Runs.workList(input.path("run").asText());
    runs.write(key, Json.write(buckets));
    return new WorkList(key, buckets.size());
  }

  private List<String> every() {
    var buckets = new ArrayList<String>();
    Connections.Page page = null;
    do {
      page = connections.page(page == null ? Optional.empty() : page.next(), PAGE);
      page.connections().stream().map(ConnectionRecord::bucket).forEach(buckets::add);
    } while (page.next().isPresent());
    buckets.addAll(rebuilt(new HashSet<>(buckets)));
    return buckets;
  }

  /** Connections whose records are lost; the audit shows what of them is not as it would be. */
  private List<String> rebuilt(Set<String> known) {
    var found = traces.ofOthersThan(known);
    found.forEach(trace -> lost.add(trace.bucket(), RebuiltWish.of(trace)));
    return found.stream().map(Trace::bucket).distinct().toList();
  }

  private static List<String> texts(JsonNode list) {
    var texts = new ArrayList<String>();
    list.forEach(one -> texts.add(one.asText()));
    return texts;
  }
}
