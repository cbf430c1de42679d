package icaconnect.credential;

import static icaconnect.credential.InMemoryCredentials.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.connection.Mark;
import icaconnect.failure.Refused;
import icaconnect.failure.TryAgain;
import icaconnect.lambda.Json;
import icaconnect.reading.Reads;
import icaconnect.registry.InMemoryJournal;
import icaconnect.step.Invocation;
import icaconnect.step.StepInput;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * On every pair of states of keys and secret: a connect that expects the plan of one writes on the
 * other what it would have written there, or nothing.
 */
class AsPlannedTest {
  private static final String USER = "ica-lab";
  private static final String SECRET = "ica-connect/ica-connect/ica-lab";
  private static final List<String> READERS = List.of("arn:aws:iam::111122223333:role/verify");
  private static final JsonNode THEIRS =
      Json.parse(
          """
          {"Version": "2012-10-17", "Statement": [
            {"Sid": "Theirs", "Effect": "Deny", "Principal": "*", "Action": "secretsmanager:*",
             "Resource": "*", "Condition": {"Bool": {"aws:SecureTransport": "false"}}}]}
          """);

  /** What somebody may have made of a connection's keys and secret. */
  private enum State {
    NOTHING(_ -> {}),
    CONNECTED(lab -> lab.secretOf("lab", "AKIAOURS").withKey(USER, "AKIAOURS", NOW)),
    WITH_A_KEY_OF_THEIRS(lab -> {
      CONNECTED.make.accept(lab);
      lab.account.withKey(USER, "AKIATHEIRS", NOW);
    }),
    OUR_KEY_IS_GONE(lab -> lab.secretOf("lab", "AKIAOURS")),
    OUR_KEY_IS_REPLACED(lab -> {
      lab.secretOf("lab", "AKIAOURS");
      lab.account.withKey(USER, "AKIATHEIRS", NOW);
    }),
    TWO_KEYS_OF_THEIRS(
        lab -> lab.account.withKey(USER, "AKIATHEIRS", NOW).withKey(USER, "AKIATHEIRS2", NOW)),
    SECRET_WITHOUT_POLICY(lab -> lab.unguarded("lab", "AKIAOURS", Optional.empty())),
    SECRET_WITH_THEIR_POLICY(lab -> lab.unguarded("lab", "AKIAOURS", Optional.of(THEIRS))),
    SECRET_WITH_THEIR_POLICY_AND_KEY(lab -> {
      lab.unguarded("lab", "AKIAOURS", Optional.of(THEIRS));
      lab.account.withKey(USER, "AKIAOURS", NOW);
    }),
    SECRET_OF_ANOTHER_BUCKET(lab -> lab.secretOf("other", "AKIAOTHER")),
    SECRET_BEING_DELETED(lab -> lab.secretOf("lab", "AKIAOURS").beingDeleted(SECRET)),
    SECRET_OF_ANOTHER_KEY(
        lab -> lab.secretOf("lab", "AKIATHEIRS").withKey(USER, "AKIATHEIRS", NOW)),
    A_RUN_DIED(lab -> lab.died(NOW.minusSeconds(60), "AKIAORPHAN")),
    ANOTHER_RUN_DIED(lab -> lab.died(NOW.minusSeconds(60), "AKIAORPHAN2"));

    private final Consumer<Lab> make;

    State(Consumer<Lab> make) {
      this.make = make;
    }
  }

  @Test
  void whatever_keys_and_secret_there_are_by_then() {
    int written = 0;
    int refused = 0;
    for (State planned : State.values()) {
      Optional<String> plan = new Lab(planned).plan();
      if (plan.isEmpty()) {
        continue;
      }
      var asPlanned = new Lab(planned);
      assertThat(asPlanned.connected(plan.get())).as("%s", planned).isTrue();
      for (State there : State.values()) {
        var lab = new Lab(there);
        boolean done = lab.connected(plan.get());
        assertThat(asPlanned.writes)
            .as("planned on %s, written on %s", planned, there)
            .containsAll(lab.writes);
        assertThat(done || lab.writes.isEmpty()).isTrue();
        written += lab.writes.isEmpty() ? 0 : 1;
        refused += done ? 0 : 1;
      }
    }
    assertThat(written).isGreaterThan(State.values().length);
    assertThat(refused).isGreaterThan(State.values().length);
  }

  /** Each write with all that it says, apart from the id that IAM gives a new key. */
  private static final class Lab implements AccessKeys, Secrets {
    private final InMemoryCredentials account = new InMemoryCredentials().withUser(USER);
    private final InMemoryJournal journal = new InMemoryJournal();
    private final List<String> writes = new ArrayList<>();

    Lab(State state) {
      state.make.accept(this);
    }

    InMemoryCredentials secretOf(String bucket, String key) {
      return unguarded(
          bucket, key, Optional.of(new SecretReaders(READERS).guarding(Optional.empty())));
    }

    InMemoryCredentials unguarded(String bucket, String key, Optional<JsonNode> policy) {
      account.withSecretOf(SECRET, bucket, key);
      journal
          .entries()
          .put(JournalledCredential.NAME, JournalledCredential.kept(USER, key).in(SECRET).write());
      policy.ifPresent(document -> account.guard(InMemoryCredentials.arn(SECRET), document));
      return account;
    }

    void died(java.time.Instant when, String orphan) {
      account.withKey(USER, orphan, when.plusSeconds(1));
      journal
          .entries()
          .put(
              JournalledCredential.NAME,
              JournalledCredential.creating(USER, List.of(), when).write());
    }

    Optional<String> plan() {
      try {
        JsonNode planned = run(StepInput.connect("lab").asking("mode", "plan"));
        return Optional.of(
            String.join(" ", planned.path("writes").valueStream().map(JsonNode::asText).toList()));
      } catch (Refused | TryAgain e) {
        return Optional.empty();
      }
    }

    boolean connected(String expected) {
      try {
        run(StepInput.connect("lab").asking("expectedPlan", expected));
        return true;
      } catch (Refused | TryAgain e) {
        return false;
      }
    }

    private JsonNode run(StepInput input) {
      var handler =
          new CredentialHandler(
              Invocation.STACK,
              this,
              this,
              journal,
              new SecretReaders(READERS),
              Duration.ofSeconds(60),
              Clock.fixed(NOW, ZoneOffset.UTC),
              _ -> {},
              Reads::inTurn);
      return Invocation.of(handler, input.withJournal(journal.entries()).json());
    }

    @Override
    public List<AccessKey> of(String userName) {
      return account.of(userName);
    }

    @Override
    public NewKey create(String userName) {
      writes.add("create a key of " + userName);
      return account.create(userName);
    }

    @Override
    public void delete(String userName, String accessKeyId) {
      writes.add("delete the key " + accessKeyId + " of " + userName);
      account.delete(userName, accessKeyId);
    }

    @Override
    public Optional<StoredCredential> describe(String name) {
      return account.describe(name);
    }

    @Override
    public Optional<JsonNode> policy(String arn) {
      return account.policy(arn);
    }

    @Override
    public void guard(String arn, JsonNode policy) {
      writes.add("guard " + arn + " by " + policy);
      account.guard(arn, policy);
    }

    @Override
    public String create(String name, Mark mark, String userName) {
      writes.add("create " + name + " for " + userName);
      return account.create(name, mark, userName);
    }

    @Override
    public void put(String arn, String bucket, String userName, NewKey key) {
      writes.add("put the key of " + userName + " for " + bucket + " into " + arn);
      account.put(arn, bucket, userName, key);
    }

    @Override
    public void delete(String arn) {
      writes.add("delete " + arn);
      account.delete(arn);
    }
  }
}
