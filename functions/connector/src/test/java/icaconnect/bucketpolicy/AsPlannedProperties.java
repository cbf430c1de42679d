package icaconnect.bucketpolicy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.connection.Limits;
import icaconnect.connection.NamePattern;
import icaconnect.failure.Refused;
import icaconnect.lambda.Json;
import icaconnect.policy.GeneratedPolicies;
import icaconnect.registry.InMemoryJournal;
import icaconnect.rewriting.Neighbour.Moment;
import icaconnect.rewriting.Rewritings;
import icaconnect.step.Invocation;
import icaconnect.step.OwnedBucket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A connect that expects a plan writes that plan's edit of the policy, or nothing. */
class AsPlannedProperties {
  private static final Path CORPUS = Path.of("src/test/resources/bucketpolicy");
  private static final Limits LIMITS =
      new Limits(Optional.empty(), NamePattern.of("illumina*"), Optional.empty());

  /** Every policy that we know, planned, and every other that is there when it is applied. */
  @Test
  @Tag("thorough")
  void on_every_pair_of_the_policies_that_we_know() throws IOException {
    var policies = new ArrayList<Optional<JsonNode>>();
    policies.add(Optional.empty());
    try (var folders = Files.list(CORPUS)) {
      for (Path folder : folders.filter(Files::isDirectory).sorted().toList()) {
        policies.add(Optional.of(Json.parse(Files.readString(folder.resolve("before.json")))));
      }
    }
    int written = 0;
    int refused = 0;
    for (var planned : policies) {
      var lab = new Lab(StepInput.connect().with("crossAccountCopy", true), planned);
      if (lab.plan()) {
        for (var there : policies) {
          boolean done = lab.appliedTo(there);
          written += done && !lab.writes.isEmpty() ? 1 : 0;
          refused += done ? 0 : 1;
          if (there.equals(planned)) {
            assertThat(done).isTrue();
          }
        }
      }
    }
    assertThat(written).isGreaterThan(policies.size());
    assertThat(refused).isGreaterThan(policies.size());
  }

  @Property(tries = 4_000, edgeCases = EdgeCasesMode.NONE)
  void whatever_others_do_between_plan_and_apply_and_while_it_writes(
      @ForAll("policies") JsonNode policy,
      @ForAll("edits") List<Edit> before,
      @ForAll("edits") List<Edit> meanwhile,
      @ForAll("moments") int moment) {
    var lab =
        new Lab(StepInput.connect().with("crossAccountCopy", moment % 2 == 0), Optional.of(policy));
    if (!lab.plan()) {
      return;
    }
    JsonNode there = before.isEmpty() ? policy : Edit.all(before, policy, policy);
    lab.s3
        .neighbour()
        .at(
            moment % 3 == 0 ? Moment.BEFORE_WRITE : Moment.BEFORE_READ,
            moment,
            () ->
                lab.s3
                    .policy()
                    .filter(now -> !meanwhile.isEmpty())
                    .ifPresent(
                        now -> lab.s3.replace(Optional.of(Edit.all(meanwhile, there, now)))));
    boolean done = lab.appliedTo(Optional.of(there));

    Statistics.label("ended").collect(done ? lab.writes.size() + " writes" : "refused");
    Statistics.label("refused")
        .collect(!done)
        .coverage(cases -> {
          // One in a hundred at least; of a hundred cases there may be just the one.
          cases.check(true).count((some, all) -> some >= all / 100);
          cases.check(false).count((some, all) -> some >= all / 100);
        });
  }

  @Provide
  Arbitrary<JsonNode> policies() {
    return GeneratedPolicies.policies();
  }

  @Provide
  Arbitrary<List<Edit>> edits() {
    return Arbitraries.randomValue(Edit::random).list().ofMinSize(0).ofMaxSize(2);
  }

  @Provide
  Arbitrary<Integer> moments() {
    return Arbitraries.integers().between(0, 8);
  }

  private record Write(Optional<JsonNode> before, Optional<JsonNode> after) {}

  private static final class Lab implements BucketPolicyPort {
    private final InMemoryBucketPolicy s3;
    private final StepInput wish;
    private final List<Write> writes = new ArrayList<>();
    private String expected;
    private Map<String, Integer> edit;

    Lab(StepInput wish, Optional<JsonNode> policy) {
      this.wish = wish.with("adoptExisting", true);
      s3 = new InMemoryBucketPolicy(policy);
    }

    /** False where the plan is refused already. */
    boolean plan() {
      JsonNode planned;
      try {
        planned = run(wish.with("mode", "plan"));
      } catch (Refused e) {
        return false;
      }
      expected = String.join(" ", texts(planned.path("writes")));
      JsonNode document = planned.at("/documents/0");
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
