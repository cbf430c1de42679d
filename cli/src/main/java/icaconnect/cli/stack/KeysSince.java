package icaconnect.cli.stack;

import icaconnect.cli.terminal.Paper;
import icaconnect.evidence.KeyAge;
import icaconnect.evidence.Known;
import icaconnect.evidence.Past;
import icaconnect.evidence.Sources;
import icaconnect.lambda.Json;
import icaconnect.registry.ConnectionRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;

/**
 * Since when connections have their access keys, as the trail tells it.
 *
 * @param byBucket absent where it is not known
 * @param why what has kept the trail from being read
 */
record KeysSince(Map<String, Instant> byBucket, List<String> why) {
  /** Each connection is some small requests to S3, which takes thousands a second. */
  private static final int AT_A_TIME = 16;

  /** As many as a report of the same connection looks at. */
  private static final int EXECUTIONS = 20;

  static KeysSince of(List<ConnectionRecord> connections, Sources sources) {
    var keyed = connections.stream().filter(KeysSince::hasKey).toList();
    var pasts = new LinkedHashMap<ConnectionRecord, CompletableFuture<Known<Past>>>();
    try (var pool = Executors.newFixedThreadPool(AT_A_TIME)) {
      keyed.forEach(each ->
          pasts.put(
              each,
              CompletableFuture.supplyAsync(() -> sources.past(each.bucket(), EXECUTIONS), pool)));
    }
    var since = new LinkedHashMap<String, Instant>();
    var why = new TreeSet<String>();
    pasts.forEach((record, past) -> {
      switch (past.join()) {
        case Known.Is<Past>(var known) ->
            KeyAge.since(Json.tree(record), known.latest())
                .ifPresent(at -> since.put(record.bucket(), at));
        case Known.Not<Past>(var reason) -> why.add(reason);
      }
    });
    return new KeysSince(since, List.copyOf(why));
  }

  /** Says why the age of a key is not known, where something has kept it from being read. */
  void sayWhyNot(Paper paper) {
    why.forEach(reason ->
        paper.err().println("ica-connect: how old access keys are is not known: " + reason));
  }

  Optional<Instant> of(ConnectionRecord connection) {
    return Optional.ofNullable(byBucket.get(connection.bucket()));
  }

  /** In whole days, or in hours where there are none; a dash where nothing is known. */
  String age(ConnectionRecord connection, Instant now) {
    return of(connection).map(since -> words(Duration.between(since, now))).orElse("-");
  }

  private static String words(Duration age) {
    return age.toDays() > 0 ? age.toDays() + " d" : Math.max(0, age.toHours()) + " h";
  }

  private static boolean hasKey(ConnectionRecord connection) {
    return connection.ids().filter(ids -> ids.path("accessKeyId").isTextual()).isPresent();
  }
}
