package icaconnect.bucketpolicy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import icaconnect.failure.Refused;
import icaconnect.fuzz.Fuzzing;
import icaconnect.fuzz.Hostile;
import icaconnect.lambda.Json;
import icaconnect.step.Goal;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Example;

class HostilePolicyProperties {
  private static final List<String> FIELDS =
      List.of(
          "Version",
          "Id",
          "Statement",
          "Sid",
          "Effect",
          "Principal",
          "NotPrincipal",
          "Action",
          "NotAction",
          "Resource",
          "NotResource",
          "Condition",
          "AWS",
          "Service",
          "ArnNotLike",
          "StringNotEquals",
          "StringNotLike",
          "Bool",
          "ForAllValues:StringEquals",
          "aws:PrincipalArn",
          "aws:SecureTransport");

  @Example
  void are_planned_on_or_refused_both_ways() {
    Fuzzing.every(
        HostilePolicyProperties::policy, HostilePolicyProperties::plan, Set.of(Refused.class));
  }

  /**
   * Half of them with statements that deny, of whatever elements: those are the ones that are
   * looked into.
   */
  private static JsonNode policy(Random random) {
    if (random.nextBoolean()) {
      return Hostile.object(FIELDS, random);
    }
    var policy = JsonNodeFactory.instance.objectNode();
    var statements = policy.putArray("Statement");
    for (int i = random.nextInt(5); i > 0; i--) {
      statements.add(Hostile.object(FIELDS, random).put("Effect", "Deny"));
    }
    return policy;
  }

  private static void plan(JsonNode policy) {
    var input = StepInput.connect().with("crossAccountCopy", true);
    var plan = Planning.connect(input.step(), Optional.of(policy));
    Json.write(plan.changes());
    Planning.disconnect(input.to(Goal.DISCONNECT).step(), plan.after());
  }
}
