package icaconnect.bucketpolicy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.connection.Limits;
import icaconnect.connection.NamePattern;
import icaconnect.failure.Refused;
import icaconnect.lambda.Json;
import icaconnect.registry.InMemoryJournal;
import icaconnect.rewriting.Neighbour;
import icaconnect.rewriting.Rewritings;
import icaconnect.step.Invocation;
import icaconnect.step.OwnedBucket;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A bucket on which a plan is carried out that was made when it had another policy, perhaps. */
public final class PlannedEarlier implements BucketPolicyPort {
  private static final Limits LIMITS =
      new Limits(Optional.empty(), NamePattern.of("illumina*"), Optional.empty());

  private final InMemoryBucketPolicy s3;
  private final StepInput wish;
  private final List<Write> writes = new ArrayList<>();
  private String expected;
  private Map<String, Integer> edit;

  private record Write(Optional<JsonNode> before, Optional<JsonNode> after) {}

  /** How often a plan was carried out, with something to write, and how often it was refused. */
  public record Ends(int written, int refused) {
    Ends and(boolean done, boolean wrote) {
      return new Ends(written + (done && wrote ? 1 : 0), refused + (done ? 0 : 1));
    }
  }

  PlannedEarlier(boolean copies, Optional<JsonNode> policy) {
    wish = StepInput.connect().with("adoptExisting", true).with("crossAccountCopy", copies);
    s3 = new InMemoryBucketPolicy(policy);
  }

  /**
   * Plans on each of these, and carries it out there and on every so manyth of those, other ones
   * for each plan.
   */
  public static Ends onPairs(
      List<Optional<JsonNode>> these, List<Optional<JsonNode>> those, int every) {
    var ends = new Ends(0, 0);
    for (int plan = 0; plan < these.size(); plan++) {
      var bucket = new PlannedEarlier(true, these.get(plan));
      if (bucket.plan()) {
        assertThat(bucket.appliedTo(these.get(plan))).isTrue();
        for (int place = plan % every; place < those.size(); place += every) {
          boolean done = bucket.appliedTo(those.get(place));
          ends = ends.and(done, bucket.writeCount() > 0);
        }
      }
    }
    return ends;
  }

  Neighbour neighbour() {
    return s3.neighbour();
  }

  Optional<JsonNode> policy() {
    return s3.policy();
  }

  void replace(JsonNode policy) {
    s3.replace(Optional.of(policy));
  }

  int writeCount() {
    return writes.size();
  }

  /** False where the plan is refused already, or is too long to show the policy whole. */
  boolean plan() {
    JsonNode planned;
    try {
      planned = run(wish.with("mode", "plan"));
    } catch (Refused e) {
      return false;
    }
    expected = String.join(" ", texts(planned.path("writes")));
    JsonNode document = planned.at("/documents/0");
    if (document.isMissingNode()) {
      assertThat(planned.path("findings").findValuesAsText("code")).contains("ANSWER_SHORTENED");
      return false;
    }
    edit =
        edit(
            Optional.ofNullable(document.get("before")),
            Optional.ofNullable(document.get("after")));
    return true;
  }

  /** False where it is refused; every write is the planned one, at any rate. */
  boolean appliedTo(Optional<JsonNode> there) {
    writes.clear();
    s3.replace(there);
    boolean done = true;
    try {
      run(wish.with("expectedPlan", expected));
    } catch (Refused e) {
      done = false;
    }
    assertThat(writes)
        .allSatisfy(write -> assertThat(edit(write.before(), write.after())).isEqualTo(edit));
    return done;
  }

  private JsonNode run(StepInput input) {
    var handler =
        new BucketPolicyHandler(
            Invocation.STACK,
            this,
            new InMemoryJournal(),
            LIMITS,
            OwnRoles.UNKNOWN,
            Rewritings.settling().rewriting(),
            Clock.fixed(Planning.NOW, ZoneOffset.UTC));
    return Invocation.of(handler, input.json());
  }

  @Override
  public Optional<JsonNode> read(OwnedBucket bucket) {
    return s3.read(bucket);
  }

  /** What is before a write is what was looked at last: nobody sees what comes in between. */
  @Override
  public void write(OwnedBucket bucket, Optional<JsonNode> document) {
    writes.add(new Write(s3.policy(), document));
    s3.write(bucket, document);
  }

  /** How often each part comes (above zero) or goes (below). */
  private static Map<String, Integer> edit(Optional<JsonNode> before, Optional<JsonNode> after) {
    var parts = new TreeMap<String, Integer>();
    count(before, -1, parts);
    count(after, 1, parts);
    parts.values().removeIf(count -> count == 0);
    return parts;
  }

  private static void count(Optional<JsonNode> policy, int by, Map<String, Integer> parts) {
    policy.ifPresent(document -> {
      ObjectNode rest = (ObjectNode) inOrder(document);
      rest.remove("Statement");
      JsonNode statement = document.path("Statement");
      rest.properties().forEach(field -> parts.merge(field.toString(), by, Integer::sum));
      if (statement.isArray()) {
        statement.forEach(one -> parts.merge(inOrder(one).toString(), by, Integer::sum));
      } else {
        parts.merge(inOrder(statement).toString(), by, Integer::sum);
      }
    });
  }

  /** To S3, a statement's values are a set, and one alone needs no list. */
  private static JsonNode inOrder(JsonNode node) {
    if (node.isObject()) {
      ObjectNode object = Json.MAPPER.createObjectNode();
      node.properties().forEach(field -> object.set(field.getKey(), inOrder(field.getValue())));
      return object;
    }
    var items = new ArrayList<JsonNode>();
    node.forEach(item -> items.add(inOrder(item)));
    var distinct = items.stream().distinct().sorted(Comparator.comparing(JsonNode::toString));
    var set = Json.MAPPER.createArrayNode().addAll(distinct.toList());
    return node.isArray() ? (set.size() == 1 ? set.get(0) : set) : node;
  }

  private static List<String> texts(JsonNode list) {
    return list.valueStream().map(JsonNode::asText).toList();
  }
}
