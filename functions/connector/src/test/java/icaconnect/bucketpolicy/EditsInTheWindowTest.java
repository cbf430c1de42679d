package icaconnect.bucketpolicy;

import static icaconnect.bucketpolicy.Policies.TLS_ONLY;
import static icaconnect.bucketpolicy.Policies.VENDORS_DENY;
import static icaconnect.bucketpolicy.Policies.json;
import static icaconnect.bucketpolicy.Policies.policy;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.connection.Limits;
import icaconnect.connection.NamePattern;
import icaconnect.policy.CanonicalPolicy;
import icaconnect.registry.InMemoryJournal;
import icaconnect.rewriting.Busy;
import icaconnect.rewriting.Busy.Theirs;
import icaconnect.rewriting.Rewritings;
import icaconnect.step.Invocation;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A thousand times, other administrators write the policy while this application does: whatever
 * they wrote last stands, with ours merged into it, and it is said.
 */
@Tag("thorough")
class EditsInTheWindowTest {
  private static final int TIMES = 1_000;
  private static final Limits LIMITS =
      new Limits(Optional.empty(), NamePattern.of("illumina*"), Optional.empty());
  private static final JsonNode BEFORE = policy(TLS_ONLY, VENDORS_DENY).orElseThrow();

  @Test
  void connecting_loses_no_edit_of_another_administrator() {
    int met = 0;
    for (long seed = 0; seed < TIMES; seed++) {
      var lab = new Lab();
      Busy.around(seed, lab.s3.neighbour(), lab::edit);
      JsonNode report = lab.run(Lab.connect().with("crossAccountCopy", true));
      lab.s3.neighbour().forget();

      assertThat(lab.isTheirs(lab.disconnected())).as("seed %d", seed).isTrue();
      assertThat(lab.writesToConnect()).as("seed %d: ours is there", seed).isZero();
      boolean told = report.path("findings").toString().contains("EDITED_MEANWHILE");
      assertThat(told).as("seed %d: said", seed).isEqualTo(lab.edited);
      met += told ? 1 : 0;
    }
    assertThat(met).isGreaterThan(TIMES / 2);
  }

  @Test
  void disconnecting_loses_no_edit_of_another_administrator() {
    for (long seed = 0; seed < TIMES; seed++) {
      var lab = new Lab();
      lab.run(Lab.connect().with("crossAccountCopy", true));
      lab.start = lab.s3.policy().orElseThrow();
      Busy.around(seed, lab.s3.neighbour(), lab::edit);
      lab.run(StepInput.disconnect());

      assertThat(lab.isTheirs(lab.s3.policy().orElseThrow())).as("seed %d", seed).isTrue();
    }
  }

  private static final class Lab {
    private final InMemoryBucketPolicy s3 = new InMemoryBucketPolicy(Optional.of(BEFORE));
    private final InMemoryJournal journal = new InMemoryJournal();
    private final Rewritings rewritings = Rewritings.settling();
    private JsonNode start = BEFORE;
    private JsonNode theirs = BEFORE;
    private boolean edited;

    /** Theirs is what it was before us plus what the last of them kept and added. */
    void edit(Theirs edit) {
      theirs = adding(edit, edit.stale() ? BEFORE : theirs);
      s3.replace(Optional.of(adding(edit, edit.stale() ? start : s3.policy().orElseThrow())));
      edited = true;
    }

    private static JsonNode adding(Theirs edit, JsonNode policy) {
      ObjectNode longer = policy.deepCopy();
      longer.withArray("/Statement").insert(0, json(TLS_ONLY.replace("TlsOnly", edit.name())));
      return longer;
    }

    boolean isTheirs(JsonNode policy) {
      return CanonicalPolicy.sameDocument(policy, theirs);
    }

    JsonNode disconnected() {
      var copy = new Lab();
      copy.s3.replace(s3.policy());
      copy.journal.entries().putAll(journal.entries());
      copy.run(StepInput.disconnect());
      return copy.s3.policy().orElseThrow();
    }

    long writesToConnect() {
      int before = s3.writes().size();
      run(connect().with("crossAccountCopy", true));
      return s3.writes().size() - before;
    }

    static StepInput connect() {
      return StepInput.connect().with("adoptExisting", true);
    }

    JsonNode run(StepInput input) {
      var handler =
          new BucketPolicyHandler(
              Invocation.STACK,
              s3,
              journal,
              LIMITS,
              OwnRoles.UNKNOWN,
              rewritings.rewriting(),
              Clock.fixed(Planning.NOW, ZoneOffset.UTC));
      return Invocation.of(handler, input.journal(journal.entries()).json());
    }
  }
}
