package icaconnect.kms;

import static icaconnect.kms.Keys.CLOSED;
import static icaconnect.kms.Keys.KEY;
import static icaconnect.kms.Keys.USER;
import static icaconnect.kms.Keys.disconnect;
import static icaconnect.kms.OurGrantsTest.connect;
import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.step.Invocation;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may make grants on the key makes another like ours: with a retiring principal, it is one. */
class TwoEqualGrantsTest {
  private final Keys lab = new Keys();

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void the_one_that_stays_is_the_one_that_the_journal_knows(boolean anothersIsListedFirst) {
    connectAndAddAnother(anothersIsListedFirst);

    lab.run(connect());

    assertThat(lab.grants.all(KEY)).hasSize(1);
    assertThat(entry().grantees(KEY)).containsExactly(USER);
    assertThat(entry().made(KEY).get(USER).id()).isEqualTo(lab.grants.all(KEY).getFirst().id());

    lab.run(disconnect().withFact("userArn", USER));
    assertThat(lab.grants.all(KEY)).isEmpty();
    assertThat(entry().grantees(KEY)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_disconnect_ends_both(boolean anothersIsListedFirst) {
    connectAndAddAnother(anothersIsListedFirst);

    lab.run(disconnect().withFact("userArn", USER));

    assertThat(lab.grants.all(KEY)).isEmpty();
  }

  private void connectAndAddAnother(boolean first) {
    lab.policies.with(KEY, CLOSED);
    lab.run(connect());
    KeyGrant ours = lab.grants.all(KEY).getFirst();
    var another =
        new KeyGrant(
            "another", ours.name(), ours.grantee(), ours.operations(), ours.context(), true);
    lab.grants.put(KEY, first ? new KeyGrant[] {another, ours} : new KeyGrant[] {ours, another});
  }

  private JournalEntry entry() {
    var entry = Optional.of(lab.journal.entries().get("kms"));
    return RecordedKeys.of(entry, Invocation.INSTALLATION.account()).entry();
  }
}
