package icaconnect.bucketpolicy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.code.Code;
import icaconnect.failure.Refused;
import icaconnect.fuzz.Hostile;
import icaconnect.lambda.Json;
import icaconnect.policy.CanonicalPolicy;
import icaconnect.policy.GeneratedPolicies;
import icaconnect.policy.PolicyDocument;
import icaconnect.report.Finding;
import icaconnect.step.Goal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/**
 * Whatever the registry says: each statement of the policy that is written is one of theirs, or one
 * of theirs that denies and spares a principal of ours more or less, or our own.
 */
class HostileJournalProperties {
  private static final String OUR_SID = "IcaConnectCrossAccountCopy-ica-connect-us-east-1";
  private static final Set<String> OURS = Set.of(StepInput.USER, StepInput.SESSION, StepInput.ROLE);
  private static final String ALICE = "arn:aws:iam::111122223333:user/alice";
  static final List<String> FIELDS =
      List.of(
          "exemptions",
          "superseded",
          "namingIca",
          "loneStatement",
          "sid",
          "index",
          "former",
          "left",
          "added",
          "at",
          "values",
          "Effect",
          "Principal",
          "NotPrincipal",
          "Condition",
          "ArnNotLike",
          "aws:PrincipalArn");

  @Property(tries = 5_000, edgeCases = EdgeCasesMode.NONE)
  void nothing_but_ours_comes_or_goes_by_what_a_record_says(
      @ForAll("policies") JsonNode found, @ForAll Random random) {
    JsonNode entry = entry(found, random);
    var wish = StepInput.connect().journal(Map.of(BucketPolicyPlanner.STEP, entry));
    if (random.nextBoolean()) {
      wish = wish.with("crossAccountCopy", true);
    }
    var after = new ArrayList<JsonNode>();
    boolean told = false;
    for (StepInput step :
        List.of(wish, wish.with("denyStatements", "report"), wish.to(Goal.DISCONNECT))) {
      try {
        var plan =
            step.goal() == Goal.CONNECT
                ? Planning.connect(step.step(), Optional.of(found))
                : Planning.disconnect(step.step(), Optional.of(found));
        plan.after().ifPresent(after::add);
        told |=
            plan.findings().stream().map(Finding::code).anyMatch(Code.RECORD_NOT_BELIEVED::equals);
      } catch (Refused refused) {
        assertThat(refused).as("a Deny has our Sid").hasMessageStartingWith("SID_TAKEN");
      }
    }
    for (JsonNode document : after) {
      assertThat(theirs(document)).as("%s%n by %s", found, entry).isEqualTo(theirs(found));
    }
    Statistics.collect(told);
    Statistics.coverage(covered -> {
      covered.check(true).percentage(share -> share > 20);
      covered.check(false).percentage(share -> share > 5);
    });
  }

  /** All but our own statement, each as it is without the principals of ours that it spares. */
  private static List<JsonNode> theirs(JsonNode policy) {
    return PolicyDocument.statementsOf(policy).stream()
        .filter(statement -> !isOurs(statement))
        .map(statement -> CanonicalPolicy.statement(sparingNobodyOfOurs(statement)))
        .toList();
  }

  private static boolean isOurs(JsonNode statement) {
    return statement.path("Effect").asText().equals("Allow")
        && statement.path("Sid").asText().equals(OUR_SID);
  }

  private static JsonNode sparingNobodyOfOurs(JsonNode statement) {
    ObjectNode copy = statement.deepCopy();
    if (!copy.path("Effect").asText().equals("Deny")) {
      return copy;
    }
    if (copy.path("Condition") instanceof ObjectNode condition) {
      for (var operator : List.copyOf(condition.properties())) {
        if (operator.getKey().contains("Not") && operator.getValue() instanceof ObjectNode keys) {
          for (var key : List.copyOf(keys.properties())) {
            if (key.getKey().equalsIgnoreCase("aws:PrincipalArn")) {
              without(keys, key.getKey());
            }
          }
          if (keys.isEmpty()) {
            condition.remove(operator.getKey());
          }
        }
      }
      if (condition.isEmpty()) {
        copy.remove("Condition");
      }
    }
    return copy;
  }

  private static void without(ObjectNode holder, String name) {
    ArrayNode others = Json.MAPPER.createArrayNode();
    PolicyDocument.listOf(holder.path(name)).stream()
        .filter(item -> !OURS.contains(item.asText()))
        .forEach(others::add);
    if (others.isEmpty()) {
      holder.remove(name);
    } else {
      holder.set(name, others);
    }
  }

  /** Any JSON; or an entry of our own making with something in it changed, or made to fit. */
  private static JsonNode entry(JsonNode found, Random random) {
    if (random.nextInt(10) == 0) {
      return Hostile.object(FIELDS, random);
    }
    ObjectNode entry = Json.MAPPER.createObjectNode();
    for (String list : List.of("exemptions", "superseded", "namingIca")) {
      for (int i = random.nextInt(3); i > 0; i--) {
        entry.withArray("/" + list).add(exemption(found, random));
      }
    }
    switch (random.nextInt(6)) {
      case 0 ->
          PolicyDocument.sidOf(one(PolicyDocument.statementsOf(found), random))
              .ifPresent(sid -> entry.put("sid", sid));
      case 1 -> entry.put("sid", OUR_SID);
      case 2 -> entry.put("loneStatement", true);
      default -> {
        // Nothing more.
      }
    }
    return entry;
  }

  private static JsonNode exemption(JsonNode found, Random random) {
    JsonNode left = one(PolicyDocument.statementsOf(found), random);
    ObjectNode exemption = Json.MAPPER.createObjectNode().put("index", random.nextInt(5));
    String at =
        one(
            List.of(
                "/Condition/ArnNotLike/aws:PrincipalArn",
                "/Condition/StringNotEquals/aws:PrincipalArn",
                "/Condition/ArnLike/aws:PrincipalArn",
                "/Principal/AWS",
                "/Action",
                "/Resource"),
            random);
    var values = random.nextInt(3) == 0 ? List.of(ALICE) : List.copyOf(OURS);
    ObjectNode former = left.deepCopy();
    switch (random.nextInt(6)) {
      case 0 -> former.put("Effect", "Allow");
      case 1 -> former.remove("Condition");
      case 2 -> former = GeneratedPolicies.statement(random).deepCopy();
      case 3 -> former = Hostile.object(FIELDS, random).put("Effect", "Deny");
      case 4 -> former.put("Principal", "*");
      default -> {
        // As it stands.
      }
    }
    exemption.set("former", former);
    exemption.set("left", made(former, left, at, values, random));
    exemption
        .putArray("added")
        .addObject()
        .put("at", at)
        .set("values", Json.tree(random.nextInt(20) == 0 ? List.of(1, true) : values));
    return exemption;
  }

  /** The former with what was added, where it can be added, so that the two belong together. */
  private static JsonNode made(
      JsonNode former, JsonNode left, String at, List<String> values, Random random) {
    if (random.nextBoolean()) {
      return left;
    }
    try {
      return ExemptionEdit.add(former, at, values);
    } catch (ClassCastException odd) {
      return left;
    }
  }

  private static <T> T one(List<T> all, Random random) {
    return all.get(random.nextInt(all.size()));
  }

  /** Some of them connected already, and some with a Deny of theirs under our Sid. */
  @Provide
  Arbitrary<JsonNode> policies() {
    return Arbitraries.randomValue(random -> {
      var statements = new ArrayList<JsonNode>();
      for (int i = 1 + random.nextInt(4); i > 0; i--) {
        statements.add(GeneratedPolicies.statement(random));
      }
      ObjectNode policy = Json.MAPPER.createObjectNode().put("Version", "2012-10-17");
      if (random.nextInt(10) == 0) {
        ((ObjectNode) statements.getFirst()).put("Effect", "Deny").put("Sid", OUR_SID);
      }
      policy.putArray("Statement").addAll(statements);
      return random.nextInt(3) == 0 && !policy.toString().contains(OUR_SID)
          ? Planning.connect(
                  StepInput.connect().with("crossAccountCopy", true).step(), Optional.of(policy))
              .after()
              .orElseThrow()
          : policy;
    });
  }
}
