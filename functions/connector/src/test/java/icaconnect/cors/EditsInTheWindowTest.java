package icaconnect.cors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.connection.Limits;
import icaconnect.lambda.Json;
import icaconnect.registry.InMemoryJournal;
import icaconnect.rewriting.Busy;
import icaconnect.rewriting.Busy.Theirs;
import icaconnect.rewriting.Rewritings;
import icaconnect.step.Invocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** As for the bucket policy: a thousand times, others write the rules while we do. */
class EditsInTheWindowTest {
  private static final String ID = "ica-connect:ica-connect:us-east-1";
  private static final int TIMES = 1_000;
  private static final String APPLY =
      """
      {"goal": "%s", "request": {"bucket": "my-lab-data"},
       "facts": {"exists": true, "region": "us-east-1", "versioning": "NEVER"},
       "lease": {"owner": "execution-1", "fence": 7}}\
      """;
  private static final CorsRule THEIRS = theirs("portal");

  @Test
  void connecting_and_disconnecting_lose_no_rule_of_another_administrator() {
    for (String goal : List.of("connect", "disconnect")) {
      for (long seed = 0; seed < TIMES; seed++) {
        var lab = new Lab();
        if (goal.equals("disconnect")) {
          lab.run("connect");
          lab.start = lab.cors.rules();
        }
        Busy.around(seed, lab.cors.neighbour(), lab::edit);
        JsonNode report = lab.run(goal);

        var rules = new ArrayList<CorsRule>();
        if (goal.equals("connect")) {
          rules.add(CorsRule.ours(ID, List.of("https://ica.illumina.com")));
        }
        rules.addAll(lab.theirs);
        assertThat(lab.cors.rules()).as("%s, seed %d", goal, seed).isEqualTo(rules);
        assertThat(report.path("findings").toString().contains("EDITED_MEANWHILE"))
            .as("%s, seed %d: said", goal, seed)
            .isEqualTo(lab.edited);
      }
    }
  }

  private static CorsRule theirs(String id) {
    return new CorsRule(
        Optional.of(id),
        List.of("content-type"),
        List.of("GET"),
        List.of("https://portal.example"),
        List.of(),
        Optional.empty());
  }

  private static final class Lab {
    private final InMemoryCors cors = new InMemoryCors(List.of(THEIRS));
    private final InMemoryJournal journal = new InMemoryJournal();
    private final Rewritings rewritings = Rewritings.settling();
    private List<CorsRule> start = List.of(THEIRS);
    private List<CorsRule> theirs = List.of(THEIRS);
    private boolean edited;

    void edit(Theirs edit) {
      theirs = adding(edit, edit.stale() ? List.of(THEIRS) : theirs);
      cors.set(adding(edit, edit.stale() ? start : cors.rules()));
      edited = true;
    }

    private static List<CorsRule> adding(Theirs edit, List<CorsRule> rules) {
      var longer = new ArrayList<>(rules);
      longer.add(theirs(edit.name()));
      return longer;
    }

    JsonNode run(String goal) {
      return Invocation.of(
          new CorsHandler(Invocation.STACK, cors, journal, Limits.CLOSED, rewritings.rewriting()),
          Json.parse(APPLY.formatted(goal)));
    }
  }
}
