package icaconnect.kms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.code.Code;
import icaconnect.failure.Refused;
import icaconnect.lambda.Json;
import icaconnect.policy.PolicyDocument;
import icaconnect.policy.Request;
import icaconnect.report.Finding;
import icaconnect.step.Step;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** A key's policy where its owner writes it: judged by whom it lets in, whatever the Sids. */
public final class OwnersKeyPolicy {
  private static final String SID = "ICA";
  private static final JsonNode NO_POLICY = Json.MAPPER.createObjectNode();

  private OwnersKeyPolicy() {}

  /** The statement that lets in whom the policy does not; empty where that is nobody, or unseen. */
  public static Optional<ObjectNode> lacking(
      Step step, String key, KeyPolicyFound found, Instant now) {
    return switch (found) {
      case KeyPolicyFound.Policy(var policy) -> {
        var lacking =
            KeyRuling.of(policy, KeyRequests.of(step, key, now)).stream()
                .filter(KeyRuling::lacksAllow)
                .map(ruling -> ruling.request().principal().arn())
                .distinct()
                .toList();
        yield lacking.isEmpty() ? Optional.empty() : Optional.of(statement(step, policy, lacking));
      }
      case KeyPolicyFound.Denied _ -> Optional.empty();
      case KeyPolicyFound.Gone _ -> throw gone(key);
    };
  }

  /** What a person should know of the policy as it is. */
  static List<Finding> findings(Step step, String key, KeyPolicyFound found, Instant now) {
    var requests = KeyRequests.of(step, key, now);
    return switch (found) {
      case KeyPolicyFound.Policy(var policy) -> {
        var wanted =
            lacking(step, key, found, now).orElseGet(() -> statement(step, policy, all(requests)));
        yield KmsFindings.of(key, KeyRuling.of(policy, requests), wanted);
      }
      case KeyPolicyFound.Denied(var reason) ->
          List.of(KmsFindings.unseen(key, reason, statement(step, NO_POLICY, all(requests))));
      case KeyPolicyFound.Gone _ -> throw gone(key);
    };
  }

  private static List<String> all(List<Request> requests) {
    return requests.stream().map(request -> request.principal().arn()).distinct().toList();
  }

  private static Refused gone(String key) {
    return new Refused(
        Code.KMS_KEY_MISSING,
        "The key " + key + " has gone since the bucket was inspected.",
        "Give the bucket's default encryption a key that exists.");
  }

  /**
   * KMS takes no policy that names a user who does not exist, and this one is made only once the
   * owner has deployed: so the account is named, and who of it by a condition.
   * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html
   */
  private static ObjectNode statement(Step step, JsonNode policy, List<String> lacking) {
    var roles =
        lacking.stream()
            .filter(arn -> !arn.equals(step.userArn()) && !arn.equals(step.federatedUserArn()))
            .toList();
    var named = new TreeSet<>(roles);
    var principals = new TreeSet<>(roles);
    if (roles.size() < lacking.size()) {
      principals.add(
          "arn:" + step.account().partition() + ":iam::" + step.account().id() + ":root");
      named.add(step.userArn());
      named.add(step.federatedUserArn());
    }
    ObjectNode statement = KeyStatement.of(step, List.copyOf(principals));
    statement.put("Sid", freeSid(policy));
    var equal = (ObjectNode) statement.path("Condition").path("StringEquals");
    named.forEach(equal.putArray("aws:PrincipalArn")::add);
    return statement;
  }

  private static String freeSid(JsonNode policy) {
    String sid = SID;
    for (int next = 2; isTaken(sid, policy); next++) {
      sid = SID + "-" + next;
    }
    return sid;
  }

  private static boolean isTaken(String sid, JsonNode policy) {
    return PolicyDocument.statementsOf(policy).stream()
        .anyMatch(statement -> sid.equals(statement.path("Sid").textValue()));
  }
}
