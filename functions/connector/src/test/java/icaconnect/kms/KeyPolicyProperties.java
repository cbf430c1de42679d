package icaconnect.kms;

import static icaconnect.kms.Keys.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.connection.Limits;
import icaconnect.lambda.Json;
import icaconnect.policy.PolicyDocument;
import icaconnect.step.Invocation;
import icaconnect.step.Step;
import icaconnect.step.StepHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class KeyPolicyProperties {
  private static final EditableKeys EDITABLE = new EditableKeys(List.of(KEY));

  @Property(tries = 10_000)
  void disconnecting_gives_back_what_connecting_found(
      @ForAll("policies") JsonNode theirs, @ForAll boolean copies) {
    var connected = connect(theirs, copies, JournalEntry.NONE);

    var back = disconnect(after(connected), connected.entry());

    assertThat(back.looked().isEmpty() ? after(connected) : after(back)).isEqualTo(theirs);
  }

  @Property(tries = 10_000)
  void a_second_connect_keeps(@ForAll("policies") JsonNode theirs, @ForAll boolean copies) {
    var connected = connect(theirs, copies, JournalEntry.NONE);

    var again = connect(after(connected), copies, connected.entry());

    assertThat(again.edits()).isEmpty();
    assertThat(again.entry()).isEqualTo(connected.entry());
  }

  @Property(tries = 10_000)
  void theirs_is_never_lost_whatever_they_edit_in_between(
      @ForAll("policies") JsonNode theirs, @ForAll("policies") JsonNode more) {
    var connected = connect(theirs, true, JournalEntry.NONE);
    ObjectNode edited = after(connected).deepCopy();
    var statements = new ArrayList<>(PolicyDocument.statementsOf(edited));
    statements.addAll(0, PolicyDocument.statementsOf(more));
    var list = edited.putArray("Statement");
    statements.forEach(list::add);

    var back = disconnect(edited, connected.entry());

    var expected = new ArrayList<>(PolicyDocument.statementsOf(more));
    expected.addAll(PolicyDocument.statementsOf(theirs));
    assertThat(PolicyDocument.statementsOf(back.looked().isEmpty() ? edited : after(back)))
        .isEqualTo(expected);
  }

  /** Whoever the policy does not deny is let in by it, once it has been edited. */
  @Property(tries = 10_000)
  void everybody_is_allowed_or_denied_by_theirs(@ForAll("policies") JsonNode theirs) {
    var connected = connect(theirs, true, JournalEntry.NONE);

    var rulings =
        KeyRuling.of(after(connected), KeyRequests.of(step("connect", true, null), KEY, Keys.NOW));

    assertThat(rulings).noneMatch(KeyRuling::lacksAllow);
  }

  private static KmsPlan connect(JsonNode policy, boolean copies, JournalEntry journal) {
    return KmsPlanner.connect(
        step("connect", copies, journal),
        EDITABLE,
        known(policy),
        List.of(),
        Limits.CLOSED,
        Keys.NOW);
  }

  private static KmsPlan disconnect(JsonNode policy, JournalEntry journal) {
    return KmsPlanner.disconnect(step("disconnect", false, journal), known(policy), Limits.CLOSED);
  }

  private static KmsPlanner.Known known(JsonNode policy) {
    return new KmsPlanner.Known(Map.of(KEY, new KeyPolicyFound.Policy(policy)), Map.of(), false);
  }

  private static JsonNode after(KmsPlan plan) {
    return plan.looked().getFirst().after();
  }

  private static Step step(String goal, boolean copies, JournalEntry journal) {
    var input =
        (goal.equals("connect")
            ? Keys.connect().asking("crossAccountCopy", copies)
            : Keys.disconnect());
    if (journal != null) {
      input.withJournal(Map.of(KmsPlanner.STEP, journal.toJson()));
    }
    return StepHandler.decode(input.json(), Invocation.context(), Invocation.STACK);
  }

  @Provide
  Arbitrary<JsonNode> policies() {
    var statements = statement().list().ofMinSize(1).ofMaxSize(5);
    return Combinators.combine(
            statements, Arbitraries.of("2012-10-17", "2008-10-17"), Arbitraries.of(true, false))
        .as((some, version, lone) -> {
          ObjectNode policy = Json.MAPPER.createObjectNode().put("Version", version);
          if (lone && some.size() == 1) {
            return policy.set("Statement", some.getFirst());
          }
          var list = policy.putArray("Statement");
          some.forEach(list::add);
          return policy;
        });
  }

  private static Arbitrary<JsonNode> statement() {
    return Combinators.combine(
            Arbitraries.of("Allow", "Allow", "Deny"),
            Arbitraries.of(
                "\"*\"",
                "{\"AWS\": \"*\"}",
                "{\"AWS\": \"111122223333\"}",
                "{\"AWS\": \"arn:aws:iam::111122223333:root\"}",
                "{\"AWS\": [\"arn:aws:iam::079623148045:root\", \"" + Keys.USER + "\"]}",
                "{\"AWS\": \"arn:aws:iam::079623148045:role/ica_use1_crossacct\"}",
                "{\"Service\": \"s3.amazonaws.com\"}"),
            Arbitraries.of(
                "\"kms:*\"",
                "[\"kms:Decrypt\"]",
                "[\"kms:Encrypt\", \"kms:GenerateDataKey*\"]",
                "[\"kms:Put*\"]"),
            Arbitraries.of(
                "{}",
                "{\"StringEquals\": {\"kms:ViaService\": \"s3.us-east-1.amazonaws.com\"}}",
                "{\"StringNotEquals\": {\"kms:CallerAccount\": \"111122223333\"}}",
                "{\"StringLike\": {\"kms:EncryptionContext:aws:s3:arn\": \"arn:aws:s3:::lab/*\"}}",
                "{\"StringEquals\": {\"aws:PrincipalOrgID\": \"o-example\"}}",
                "{\"Bool\": {\"aws:ViaAWSService\": \"false\"}}"),
            Arbitraries.of("", "Theirs", "IcaConnectKeyUse"))
        .as((effect, principal, action, condition, sid) -> {
          ObjectNode statement = Json.MAPPER.createObjectNode();
          if (!sid.isEmpty()) {
            statement.put("Sid", sid);
          }
          statement.put("Effect", effect);
          statement.set("Principal", Json.parse(principal));
          statement.set("Action", Json.parse(action));
          statement.put("Resource", "*");
          if (!condition.equals("{}")) {
            statement.set("Condition", Json.parse(condition));
          }
          return statement;
        });
  }
}
