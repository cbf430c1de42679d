package icaconnect.kms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.code.Code;
import icaconnect.connection.KeyAccess;
import icaconnect.connection.Limits;
import icaconnect.failure.Refused;
import icaconnect.kms.KmsPlan.Edit;
import icaconnect.kms.KmsPlan.Keep;
import icaconnect.lambda.Json;
import icaconnect.policy.OrphanedPrincipals;
import icaconnect.policy.PolicyDocument;
import icaconnect.policy.Principal;
import icaconnect.report.Change;
import icaconnect.report.ChangeSubject;
import icaconnect.report.Finding;
import icaconnect.report.Room;
import icaconnect.step.Goal;
import icaconnect.step.OtherInstallation;
import icaconnect.step.Step;
import icaconnect.step.StepName;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Decides what becomes of key policies and grants. A statement or a grant of ours is there only
 * while the policy would not let ICA in without it, the request asks for it and the deployer allows
 * it.
 */
final class KmsPlanner {
  static final String STEP = StepName.KMS;

  /** https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html */
  static final int MAX_BYTES = 32_768;

  private KmsPlanner() {}

  /**
   * What is known of keys: that of the bucket, and those that the journal names.
   *
   * @param policies of all of these keys
   * @param grants of those whose grants were looked at
   * @param replaced the bucket's user is not the one that our grants were made for
   */
  record Known(
      Map<String, KeyPolicyFound> policies, Map<String, GrantsFound> grants, boolean replaced) {}

  /**
   * @param granted on the bucket's key, to whom its policy does not let in
   * @param limits what the deployer lets a request reach
   */
  static KmsPlan connect(
      Step step,
      EditableKeys editable,
      Known known,
      List<KeyGrant> granted,
      Limits limits,
      Instant now) {
    var plan = new Planning(step, JournalEntry.read(step), known, granted, limits);
    step.facts().kmsKeyArn().ifPresent(key -> plan.settle(key, editable, now));
    plan.journal.arns().stream()
        .filter(key -> !step.facts().kmsKeyArn().filter(key::equals).isPresent())
        .forEach(plan::takeBack);
    return plan.made();
  }

  /**
   * Whom the policy does not let in without a statement of ours; sessions are let in with users.
   */
  static List<String> withoutAllow(Step step, String key, JsonNode policy, Instant now) {
    JsonNode theirs = KeyPolicyDraft.without(policy, step, false);
    return KeyRuling.of(theirs, KeyRequests.of(step, key, now)).stream()
        .filter(KeyRuling::lacksAllow)
        .map(ruling -> userOf(step, ruling.request().principal()))
        .distinct()
        .toList();
  }

  /** Sessions are let in with their user: a session's ARN would bypass the boundary. */
  private static String userOf(Step step, Principal who) {
    return who.ownArn().equals(step.federatedUserArn()) ? step.userArn() : who.ownArn();
  }

  /**
   * Whether ours is looked for there only since the deployer names the key. Whoever administers it
   * may have nothing to do with the bucket, and stops no disconnect by it: what cannot be done
   * there is said.
   */
  static boolean isOnlyListed(Step step, String key) {
    return step.goal() == Goal.DISCONNECT
        && !JournalEntry.read(step).arns().contains(key)
        && step.facts().kmsKeyArn().filter(key::equals).isEmpty();
  }

  static KmsPlan disconnect(Step step, Known known, Limits limits) {
    var plan = new Planning(step, JournalEntry.read(step), known, List.of(), limits);
    known
        .policies()
        .keySet()
        .forEach(key -> {
          if (plan.journal.arns().contains(key)) {
            plan.takeBack(key);
          } else {
            plan.takeBackWithoutRecord(key);
          }
        });
    return plan.made();
  }

  /** One plan while it is made; never leaves this class. */
  private static final class Planning {
    private final Step step;
    private final JournalEntry journal;
    private final Known known;
    private final GrantsPlanner grants;
    private final List<KmsPlan.Looked> looked = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private JournalEntry entry = JournalEntry.NONE;
    private Optional<Refused> refusal = Optional.empty();

    Planning(Step step, JournalEntry journal, Known known, List<KeyGrant> granted, Limits limits) {
      this.step = step;
      this.journal = journal;
      this.known = known;
      this.grants = new GrantsPlanner(step, journal, known, granted, limits, findings);
    }

    KmsPlan made() {
      return new KmsPlan(
          List.copyOf(looked), grants.writes(), entry, List.copyOf(findings), refusal);
    }

    void settle(String key, EditableKeys editable, Instant now) {
      switch (policyOf(key)) {
        case KeyPolicyFound.Policy(var policy) -> settle(key, policy, editable, now);
        case KeyPolicyFound.Denied(var reason) when asks() && editable.include(key) ->
            throw KmsFindings.unreadable(key, reason);
        case KeyPolicyFound.Denied(var reason) -> {
          findings.add(KmsFindings.unseen(key, reason, wanted(everybody(key, now))));
          grants(key, List.of());
          keepInJournal(key);
        }
        case KeyPolicyFound.Gone() ->
            throw new Refused(
                Code.KMS_KEY_MISSING,
                "The key " + key + " has gone since the bucket was inspected.",
                "Give the bucket's default encryption a key that exists.");
      }
    }

    private void settle(String key, JsonNode policy, EditableKeys editable, Instant now) {
      refuseAnothers(key, policy);
      if (access() == KeyAccess.STATEMENT && editable.include(key)) {
        KeyPolicyDraft.foreignSid(policy, step)
            .ifPresent(sid -> {
              throw KmsFindings.sidTaken(key, sid);
            });
      }
      boolean lone = policy.path("Statement").isObject() || journal.wasLone(key);
      JsonNode theirs = KeyPolicyDraft.without(policy, step, lone);
      var rulings = rulings(key, theirs, now);
      var lacking = lacking(rulings);
      if (lacking.isEmpty() || !asks()) {
        edit(key, policy, theirs, lone);
        grants(key, List.of());
        findings.addAll(KmsFindings.of(key, rulings, wanted(lacking)));
        return;
      }
      if (access() == KeyAccess.GRANT) {
        edit(key, policy, theirs, lone);
        settleByGrants(key, theirs, lacking, editable, now);
        return;
      }
      if (!editable.include(key)) {
        throw KmsFindings.noStatementThere(key, wanted(lacking));
      }
      JsonNode document = KeyPolicyDraft.with(policy, step, wanted(lacking));
      edit(key, policy, document, lone);
      grants(key, List.of());
      findings.addAll(KmsFindings.of(key, rulings(key, document, now), wanted(lacking)));
    }

    private void settleByGrants(
        String key, JsonNode policy, List<Principal> lacking, EditableKeys editable, Instant now) {
      GrantBounds.check(step.connection(), step.account(), key, step.facts().bucketKey());
      var ours = names(lacking).stream().map(who -> OurGrant.of(step, who)).toList();
      if (!editable.include(key)) {
        throw KmsFindings.noGrantThere(key, ours);
      }
      grants(key, ours);
      var all = Stream.concat(ours.stream().map(each -> each.as("")), grants.theirs(key)).toList();
      var rulings = KeyRuling.of(policy, KeyRequests.of(step, key, now), step, all);
      findings.addAll(KmsFindings.of(key, rulings, wanted(lacking)));
    }

    /** By the policy and others' grants; ours are judged by what they make up for. */
    private List<KeyRuling> rulings(String key, JsonNode policy, Instant now) {
      return KeyRuling.of(
          policy, KeyRequests.of(step, key, now), step, grants.theirs(key).toList());
    }

    /** What there has to be of our grants on the key, and nothing else of ours. */
    private void grants(String key, List<OurGrant> wanted) {
      var settled = grants.settle(key, wanted);
      if (!settled.grantees().isEmpty()) {
        entry =
            entry.with(new JournalEntry.Key(key, lone(key), settled.grantees(), settled.made()));
      }
    }

    private boolean lone(String key) {
      return entry.wasLone(key) || journal.wasLone(key);
    }

    private void refuseAnothers(String key, JsonNode policy) {
      PolicyDocument.statementsOf(policy).stream()
          .flatMap(statement -> KeyStatement.otherInstallation(statement, step).stream())
          .findFirst()
          .ifPresent(name -> {
            throw OtherInstallation.refusal("policy of its key " + key, name);
          });
      grants.refuseAnothers(key);
    }

    private KeyAccess access() {
      return step.connection().keyAccess();
    }

    private boolean asks() {
      return access() != KeyAccess.REPORT;
    }

    private KeyPolicyFound policyOf(String key) {
      return Objects.requireNonNull(known.policies().get(key), key);
    }

    void takeBack(String key) {
      switch (policyOf(key)) {
        case KeyPolicyFound.Policy(var policy) -> {
          boolean lone = journal.wasLone(key);
          edit(key, policy, KeyPolicyDraft.without(policy, step, lone), lone);
          grants(key, List.of());
        }
        case KeyPolicyFound.Gone() -> {
          // Its policy went with it.
        }
        case KeyPolicyFound.Denied(var reason) -> {
          grants(key, List.of());
          refusal = Optional.of(KmsLeftFindings.statementLeft(key, KeyStatement.sid(step), reason));
        }
      }
    }

    /** No entry names it: ours is known by its Sid, and what cannot be seen is said. */
    void takeBackWithoutRecord(String key) {
      switch (policyOf(key)) {
        case KeyPolicyFound.Policy(var policy) -> {
          takeOut(key, policy, KeyPolicyDraft.without(policy, step, false));
          grants(key, List.of());
        }
        case KeyPolicyFound.Gone() -> {
          // Its policy went with it.
        }
        case KeyPolicyFound.Denied(var reason) -> {
          findings.add(KmsLeftFindings.mayBeLeft(key, KeyStatement.sid(step), reason));
          grants(key, List.of());
        }
      }
    }

    private void takeOut(String key, JsonNode before, JsonNode after) {
      var orphan = before.equals(after) ? Optional.<Refused>empty() : orphan(key, after);
      if (orphan.isPresent() && isOnlyListed(step, key)) {
        looked.add(new Keep(key, before));
        String reason = orphan.get().getMessage();
        findings.add(KmsLeftFindings.mayBeLeft(key, KeyStatement.sid(step), reason));
      } else {
        edit(key, before, after, false);
      }
    }

    private void edit(String key, JsonNode before, JsonNode after, boolean lone) {
      if (step.goal() == Goal.DISCONNECT) {
        KeyPolicyDraft.foreignSid(before, step)
            .ifPresent(sid -> findings.add(KmsLeftFindings.foreignStays(key, sid)));
      }
      if (before.equals(after)) {
        looked.add(new Keep(key, before));
      } else {
        orphan(key, after)
            .ifPresent(refused -> {
              throw refused;
            });
        refuseIfTooLarge(key, before, after);
        looked.add(new Edit(key, before, after, List.of(change(before, after))));
      }
      boolean ours =
          !KeyPolicyDraft.oursIn(before, step).isEmpty()
              || !KeyPolicyDraft.oursIn(after, step).isEmpty();
      if (step.goal() == Goal.CONNECT && !KeyPolicyDraft.oursIn(after, step).isEmpty()) {
        new Room("The policy of the key " + key, size(after), MAX_BYTES, "bytes")
            .warning()
            .ifPresent(findings::add);
      }
      if (ours) {
        entry = entry.with(new JournalEntry.Key(key, lone, entry.grantees(key), entry.made(key)));
      }
    }

    /** What cannot be looked at may still carry what an earlier connect added. */
    private void keepInJournal(String key) {
      if (journal.arns().contains(key)) {
        entry =
            entry.with(
                new JournalEntry.Key(
                    key, journal.wasLone(key), journal.grantees(key), journal.made(key)));
      }
    }

    private Change change(JsonNode before, JsonNode after) {
      String what =
          new ChangeSubject(ChangeSubject.Kind.KEY_POLICY_STATEMENT, KeyStatement.sid(step))
              .whole();
      var old = KeyPolicyDraft.oursIn(before, step).stream().findFirst();
      var young = KeyPolicyDraft.oursIn(after, step).stream().findFirst();
      if (old.isEmpty()) {
        return Change.added(what, young.orElseThrow());
      }
      return young
          .map(ours -> Change.edited(what, old.get(), ours))
          .orElseGet(() -> Change.removed(what, old.get()));
    }

    private ObjectNode wanted(List<Principal> lacking) {
      return KeyStatement.of(step, names(lacking));
    }

    private List<String> names(List<Principal> lacking) {
      return lacking.stream().map(who -> userOf(step, who)).distinct().toList();
    }

    private List<Principal> everybody(String key, Instant now) {
      return KeyRequests.of(step, key, now).stream()
          .map(request -> request.principal())
          .distinct()
          .toList();
    }

    private static List<Principal> lacking(List<KeyRuling> rulings) {
      return rulings.stream()
          .filter(KeyRuling::lacksAllow)
          .map(ruling -> ruling.request().principal())
          .distinct()
          .toList();
    }
  }

  private static Optional<Refused> orphan(String key, JsonNode policy) {
    return OrphanedPrincipals.in(policy).stream()
        .findFirst()
        .map(orphan ->
            new Refused(
                Code.KMS_ORPHANED_PRINCIPAL,
                "The policy of the key "
                    + key
                    + " names a deleted "
                    + orphan.kind()
                    + " ("
                    + orphan.id()
                    + " at "
                    + orphan.at()
                    + "), and KMS takes no policy that does.",
                "Take it out of the key's policy, then send the request again."));
  }

  private static void refuseIfTooLarge(String key, JsonNode before, JsonNode after) {
    int bytes = size(after);
    if (bytes > MAX_BYTES && bytes > size(before)) {
      throw new Refused(
          Code.KMS_POLICY_TOO_LARGE,
          "The policy of the key "
              + key
              + " would have "
              + bytes
              + " bytes, and KMS takes at most "
              + MAX_BYTES
              + ".",
          "Shorten or merge statements to free "
              + (bytes - MAX_BYTES)
              + " bytes, then connect again.");
    }
  }

  private static int size(JsonNode document) {
    return Json.write(document).getBytes(StandardCharsets.UTF_8).length;
  }
}
