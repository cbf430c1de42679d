package icaconnect.rewriting;

import static icaconnect.rewriting.Neighbour.Moment.AFTER_READ;
import static icaconnect.rewriting.Neighbour.Moment.BEFORE_READ;
import static icaconnect.rewriting.Neighbour.Moment.BEFORE_WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.failure.TryAgain;
import icaconnect.lambda.Json;
import icaconnect.report.Document;
import icaconnect.rewriting.Rewriting.Rewritten;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A document is a list of words; ours is one of them. */
class RewritingTest {
  private static final String OURS = "ours";

  private final Rewritings settling = Rewritings.settling();
  private final Words words = new Words("a", "b");
  private final List<Object> entered = new ArrayList<>();

  @Test
  void reads_immediately_before_the_write_and_then_until_it_has_settled() {
    run();

    assertThat(words.calls).startsWith("read", "read", "write", "read", "read");
    assertThat(words.calls).hasSize(3 + 5);
    assertThat(words.there).containsExactly("a", "b", OURS);
  }

  @Test
  void enters_and_keeps_before_it_writes_and_nothing_else_in_between() {
    words.neighbour.at(
        BEFORE_WRITE,
        0,
        () -> {
          assertThat(entered).hasSize(1);
          assertThat(settling.kept()).containsExactly(Json.tree(List.of("a", "b")));
        });
    run();
  }

  @Test
  void merges_into_what_somebody_wrote_before_the_last_look() {
    words.neighbour.at(BEFORE_READ, 1, () -> words.there = List.of("a", "theirs"));

    assertThat(codes(run())).containsExactly("EDITED_MEANWHILE");
    assertThat(words.there).containsExactly("a", OURS, "theirs");
  }

  @Test
  void merges_into_what_somebody_wrote_over_ours() {
    words.neighbour.at(BEFORE_READ, 4, () -> words.there = List.of("b", "theirs"));

    assertThat(codes(run())).containsExactly("EDITED_MEANWHILE");
    assertThat(words.there).containsExactly("b", OURS, "theirs");
    assertThat(settling.kept()).contains(Json.tree(List.of("b", "theirs")));
  }

  @Test
  void leaves_alone_what_somebody_wrote_beside_ours() {
    words.neighbour.at(BEFORE_READ, 3, () -> words.there = List.of("b", OURS, "theirs"));

    assertThat(codes(run())).containsExactly("EDITED_MEANWHILE");
    assertThat(words.calls).containsOnlyOnce("write");
    assertThat(words.there).containsExactly("b", OURS, "theirs");
  }

  @Test
  void waits_for_reads_that_lag_behind() {
    words.stale(List.of("a", "b"), 3);

    assertThat(run().findings()).isEmpty();
    assertThat(words.calls).containsOnlyOnce("write");
  }

  @Test
  void says_and_keeps_what_was_there_for_a_moment() {
    words.stale(List.of("a", "b", "theirs"), 2);

    var done = run();

    assertThat(codes(done)).containsExactly("EDIT_NOT_THERE");
    JsonNode theirs = Json.tree(List.of("a", "b", "theirs"));
    assertThat(settling.kept()).contains(theirs);
    assertThat(done.findings().getFirst().remedy()).contains(Document.sha256(theirs));
    assertThat(words.there).containsExactly("a", "b", OURS);
  }

  @Test
  void gives_up_where_others_write_again_and_again_and_leaves_theirs() {
    for (int read = 0; read < 99; read++) {
      var theirs = List.of("theirs" + read);
      words.neighbour.at(BEFORE_READ, read, () -> words.there = theirs);
    }

    assertThatThrownBy(this::run).isInstanceOf(TryAgain.class);
    assertThat(words.there).noneMatch(OURS::equals);
    assertThat(words.calls).doesNotContain("write");
  }

  @Test
  void gives_up_where_the_document_does_not_settle() {
    for (int read = 3; read < 999; read++) {
      var theirs = List.of("theirs" + read);
      words.neighbour.at(BEFORE_READ, read, () -> words.there = theirs);
    }

    assertThatThrownBy(this::run).isInstanceOf(TryAgain.class).hasMessageContaining("settle");
  }

  /** The limit that no reading can lift: AWS keeps no version, and has no conditional write. */
  @Test
  void an_edit_within_the_one_round_trip_before_the_write_is_overwritten() {
    words.neighbour.at(AFTER_READ, 1, () -> words.there = List.of("a", "b", "theirs"));

    assertThat(run().findings()).isEmpty();
    assertThat(words.there).containsExactly("a", "b", OURS);
  }

  private static List<String> codes(Rewritten<?> done) {
    return done.findings().stream().map(finding -> finding.code().name()).toList();
  }

  private Rewritten<Plan> run() {
    return settling
        .rewriting()
        .carryOut("lab", "words", words, plan(words.read()), RewritingTest::plan, entered::add);
  }

  private static Plan plan(List<String> present) {
    var after = new TreeSet<>(present);
    after.add(OURS);
    return new Plan(present, present.contains(OURS) ? present : List.copyOf(after));
  }

  private record Plan(List<String> before, List<String> after) implements Edit<List<String>> {
    @Override
    public boolean writes() {
      return !before.equals(after);
    }
  }

  private static final class Words implements WholeDocument<List<String>> {
    private final Neighbour neighbour = new Neighbour();
    private final List<String> calls = new ArrayList<>();
    private List<String> there;
    private List<String> stale = List.of();
    private int staleReads;

    Words(String... words) {
      there = List.of(words);
    }

    /** The next reads after a write answer this. */
    void stale(List<String> words, int reads) {
      stale = words;
      staleReads = reads;
    }

    @Override
    public String name() {
      return "words of lab";
    }

    @Override
    public List<String> read() {
      neighbour.reached(BEFORE_READ);
      calls.add("read");
      var seen = calls.contains("write") && staleReads-- > 0 ? stale : there;
      neighbour.reached(AFTER_READ);
      return seen;
    }

    @Override
    public void write(List<String> words) {
      neighbour.reached(BEFORE_WRITE);
      calls.add("write");
      there = words;
    }

    @Override
    public boolean same(List<String> one, List<String> other) {
      return one.equals(other);
    }

    @Override
    public Optional<JsonNode> json(List<String> words) {
      return Optional.of(Json.tree(words));
    }
  }
}
