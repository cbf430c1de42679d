package icaconnect.kms;

import static icaconnect.kms.Keys.CLOSED;
import static icaconnect.kms.Keys.KEY;
import static icaconnect.kms.Keys.connect;
import static icaconnect.kms.Keys.disconnect;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.policy.CanonicalPolicy;
import icaconnect.rewriting.Busy;
import icaconnect.rewriting.Busy.Theirs;
import icaconnect.rewriting.Rewritings;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** As for the bucket policy: a thousand times, others write a key's policy while we do. */
@Tag("thorough")
class EditsInTheWindowTest {
  private static final int TIMES = 1_000;

  private Keys lab;
  private JsonNode start;
  private JsonNode theirs;
  private boolean edited;

  @Test
  void connecting_loses_no_edit_of_another_administrator() {
    for (long seed = 0; seed < TIMES; seed++) {
      begin();
      Busy.around(seed, lab.policies.neighbour(), this::edit);
      JsonNode report = lab.run(connect());
      lab.policies.neighbour().forget();

      assertThat(report.path("findings").toString().contains("EDITED_MEANWHILE"))
          .as("seed %d: said", seed)
          .isEqualTo(edited);
      assertThat(lab.policies.policy(KEY).findValuesAsText("Sid"))
          .as("seed %d: ours", seed)
          .anyMatch(sid -> sid.startsWith("IcaConnectKeyUse"));
      lab.run(disconnect());
      assertThat(isTheirs(lab.policies.policy(KEY))).as("seed %d", seed).isTrue();
    }
  }

  @Test
  void disconnecting_loses_no_edit_of_another_administrator() {
    for (long seed = 0; seed < TIMES; seed++) {
      begin();
      lab.run(connect());
      start = lab.policies.policy(KEY);
      Busy.around(seed, lab.policies.neighbour(), this::edit);
      lab.run(disconnect());

      assertThat(isTheirs(lab.policies.policy(KEY))).as("seed %d", seed).isTrue();
    }
  }

  private void begin() {
    lab = new Keys().rewriting(Rewritings.settling());
    lab.policies.with(KEY, CLOSED);
    start = CLOSED;
    theirs = CLOSED;
    edited = false;
  }

  private void edit(Theirs edit) {
    theirs = adding(edit, edit.stale() ? CLOSED : theirs);
    lab.policies.with(KEY, adding(edit, edit.stale() ? start : lab.policies.policy(KEY)));
    edited = true;
  }

  private boolean isTheirs(JsonNode policy) {
    return CanonicalPolicy.sameDocument(policy, theirs);
  }

  private static JsonNode adding(Theirs edit, JsonNode policy) {
    ObjectNode longer = policy.deepCopy();
    ObjectNode statement = CLOSED.at("/Statement/0").deepCopy();
    ((ArrayNode) longer.path("Statement")).insert(0, statement.put("Sid", edit.name()));
    return longer;
  }
}
