package icaconnect.bucketpolicy;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.connection.DenyStatements;
import icaconnect.policy.IcaRequests;
import icaconnect.policy.Judgement;
import icaconnect.policy.PolicyDocument;
import icaconnect.policy.Upcoming;
import icaconnect.step.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A bucket's policy where its owner writes it: judged by what it allows and denies, whatever the
 * Sids, and without a record of what this application may have added before.
 */
public final class OwnersPolicy {
  private OwnersPolicy() {}

  /**
   * One statement as it stands and as it must become.
   *
   * @param index its place in the policy, from 0
   */
  public record Edited(int index, JsonNode from, JsonNode to) {}

  public record Lacking(List<JsonNode> added, List<Edited> edited) {}

  /**
   * The exceptions that the request asks for in statements which lock ICA out, and the statement
   * for copies across accounts.
   */
  public static Lacking lacking(Step step, Optional<JsonNode> current, Instant now) {
    current.ifPresent(PolicyShape::check);
    var wish = step.connection();
    var ica = IcaRequests.of(step, now);
    var draft = PolicyDraft.of(current);
    if (wish.denyStatements() == DenyStatements.EXEMPT) {
      var upcoming = Upcoming.after(draft.document(), now, moment -> IcaRequests.of(step, moment));
      draft = Exempting.statements(draft, ica, upcoming, wish).draft().settled();
    }
    if (wish.crossAccountCopy()) {
      // Before it is judged: a role that nobody knows is refused here as everywhere.
      JsonNode ours = CrossAccountStatement.statement(step, freeSid(current));
      if (!Judgement.of(draft.document(), ica).ungranted().isEmpty()) {
        draft = draft.adding(ours);
      }
    }
    return lacking(draft);
  }

  private static Lacking lacking(PolicyDraft draft) {
    var added = new ArrayList<JsonNode>();
    var edited = new ArrayList<Edited>();
    for (int i = 0; i < draft.slots().size(); i++) {
      var slot = draft.slots().get(i);
      JsonNode now = slot.now();
      if (now == null) {
        throw new IllegalStateException("a connect takes nothing of the owner's away");
      }
      if (slot.before() == null) {
        added.add(now);
      } else if (slot.changed()) {
        edited.add(new Edited(i, slot.before(), now));
      }
    }
    return new Lacking(List.copyOf(added), List.copyOf(edited));
  }

  /** Statements that name one of ICA's principals, in words. */
  public static List<String> naming(Step step, Optional<JsonNode> current) {
    var principals =
        Stream.concat(
                Stream.of(step.userArn(), step.federatedUserArn()),
                step.connection().copyRole(step.facts().region()).stream())
            .toList();
    var statements = current.map(PolicyDocument::statementsOf).orElse(List.of());
    var named = new ArrayList<String>();
    for (int i = 0; i < statements.size(); i++) {
      String text = statements.get(i).toString();
      if (principals.stream().anyMatch(arn -> text.contains('"' + arn + '"'))) {
        String place = "number " + (i + 1);
        named.add(PolicyDocument.sidOf(statements.get(i)).orElse(place));
      }
    }
    return named;
  }

  /** The vendor's, which this application takes for somebody else's, and so never takes out. */
  private static String freeSid(Optional<JsonNode> current) {
    Set<String> taken =
        current.map(PolicyDocument::statementsOf).orElse(List.of()).stream()
            .flatMap(statement -> PolicyDocument.sidOf(statement).stream())
            .collect(Collectors.toSet());
    String sid = CrossAccountStatement.VENDORS_SID;
    for (int next = 2; taken.contains(sid); next++) {
      sid = CrossAccountStatement.VENDORS_SID + " " + next;
    }
    return sid;
  }
}
