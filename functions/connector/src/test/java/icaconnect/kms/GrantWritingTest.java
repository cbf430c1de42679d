package icaconnect.kms;

import static icaconnect.kms.Keys.KEY;
import static icaconnect.kms.Keys.USER;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GrantWritingTest {
  private static final OurGrant GRANT = new OurGrant("ours", USER, "arn:aws:s3:::lab");

  private final InMemoryKeyGrants grants = new InMemoryKeyGrants();
  private final List<JournalEntry> journal = new ArrayList<>();

  @Test
  void what_was_found_meanwhile_stays_in_the_journal_when_a_grant_ends() {
    var before = entry(false);
    var writing = new GrantWriting(grants, before, journal::add, Clock.systemUTC());
    writing.write(new KmsPlan.Make(KEY, GRANT));
    String id = grants.all(KEY).getFirst().id();

    writing.planned(entry(true));
    assertThat(journal.getLast().made(KEY).get(USER).id()).as("the new one's").isEqualTo(id);
    writing.write(new KmsPlan.Revoke(KEY, id, GRANT, false));

    assertThat(journal.getLast().wasLone(KEY)).isTrue();
    assertThat(journal.getLast().grantees(KEY)).isEmpty();
    assertThat(grants.all(KEY)).isEmpty();
  }

  @Test
  void enters_nothing_that_the_journal_has() {
    var writing = new GrantWriting(grants, entry(false), journal::add, Clock.systemUTC());

    writing.planned(entry(false));

    assertThat(journal).isEmpty();
  }

  private static JournalEntry entry(boolean lone) {
    return new JournalEntry(List.of(new JournalEntry.Key(KEY, lone, List.of(USER), Map.of())));
  }
}
