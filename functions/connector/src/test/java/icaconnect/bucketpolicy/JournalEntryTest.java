package icaconnect.bucketpolicy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.bucketpolicy.Exemption.Added;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JournalEntryTest {
  private static final JsonNode THEIRS = Policies.json("{'Effect':'Deny'}");
  private static final Exemption MADE =
      new Exemption(0, THEIRS, THEIRS, List.of(new Added("/NotPrincipal/AWS", List.of("a"))));

  @Test
  void an_entry_is_read_as_it_was_written() {
    var entry =
        new JournalEntry(
            List.of(MADE),
            List.of(Exemption.none(1, THEIRS)),
            List.of(Exemption.none(2, THEIRS)),
            true,
            Optional.of("ours"));

    assertThat(JournalEntry.read(Optional.of(entry.toJson()))).isEqualTo(entry);
  }

  @Test
  void what_older_entries_lack_is_empty() {
    assertThat(JournalEntry.read(Optional.of(Policies.json("{}")))).isEqualTo(JournalEntry.NONE);
    assertThat(JournalEntry.read(Optional.empty())).isEqualTo(JournalEntry.NONE);
  }
}
