package icaconnect.cors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import icaconnect.lambda.Json;
import icaconnect.step.OwnedBucket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import net.jqwik.api.statistics.Statistics;

@Domain(AnyCors.class)
@Domain(DomainContext.Global.class)
class CorsProperties {
  private static final int CASES = 10_000;
  private static final String ID = "ica-connect:ica-connect:us-east-1";
  private static final String ICA = "https://ica.illumina.com";
  private static final OwnedBucket BUCKET =
      new OwnedBucket("my-lab-data", "us-east-1", "111122223333");

  @Property(tries = CASES)
  void what_the_judge_calls_granted_is_granted_whatever_headers_are_asked_for(
      @ForAll @Size(max = 3) List<CorsRule> rules) {
    boolean granted = CorsJudge.grantsIca(rules, List.of(ICA));
    Statistics.label("granted")
        .collect(granted)
        .coverage(cases -> cases.check(true).percentage(share -> share > 5));
    if (granted) {
      assertThat(NaiveCors.grantsIca(rules, ICA)).isTrue();
    }
  }

  @Property(tries = CASES)
  void ica_is_granted_all_after_connect(@ForAll @Size(max = 5) List<CorsRule> rules) {
    assertThat(NaiveCors.grantsIca(CorsPlanner.connect(ID, List.of(ICA), rules).after(), ICA))
        .isTrue();
  }

  @Property(tries = CASES)
  void nothing_of_theirs_is_lost_or_moved(@ForAll @Size(max = 5) List<CorsRule> theirs) {
    var after = new ArrayList<>(CorsPlanner.connect(ID, List.of(ICA), theirs).after());
    after.removeIf(rule -> rule.is(ID));

    assertThat(after).isEqualTo(theirs);
  }

  @Property(tries = CASES)
  void disconnect_gives_back_what_connect_found(@ForAll @Size(max = 5) List<CorsRule> theirs) {
    List<CorsRule> connected = CorsPlanner.connect(ID, List.of(ICA), theirs).after();

    assertThat(CorsPlanner.disconnect(ID, connected).after()).isEqualTo(theirs);
  }

  @Property(tries = CASES)
  void disconnect_keeps_what_others_did_in_between(
      @ForAll @Size(max = 4) List<CorsRule> theirs,
      @ForAll @Size(max = 2) List<CorsRule> added,
      @ForAll @IntRange(max = 2) int removed,
      @ForAll Random random) {
    var edited = new ArrayList<>(CorsPlanner.connect(ID, List.of(ICA), theirs).after());
    edited.addAll(added);
    Collections.shuffle(edited, random);
    edited.subList(0, Math.min(removed, edited.size())).clear();
    var expected = edited.stream().filter(rule -> !rule.is(ID)).toList();

    assertThat(CorsPlanner.disconnect(ID, edited).after()).isEqualTo(expected);
  }

  @Property(tries = CASES)
  void the_second_time_nothing_is_written(
      @ForAll @Size(max = 4) List<CorsRule> rules,
      @ForAll boolean oursIsThere,
      @ForAll Random random) {
    var before = new ArrayList<>(rules);
    if (oursIsThere) {
      before.add(CorsRule.ours(ID, List.of("https://old.illumina.com")));
      Collections.shuffle(before, random);
    }
    var cors = new InMemoryCors(before);
    cors.write(BUCKET, CorsPlanner.connect(ID, List.of(ICA), cors.read(BUCKET)).after());
    assertThat(CorsPlanner.connect(ID, List.of(ICA), cors.read(BUCKET)))
        .isInstanceOf(CorsPlan.Keep.class);

    cors.write(BUCKET, CorsPlanner.disconnect(ID, cors.read(BUCKET)).after());
    assertThat(CorsPlanner.disconnect(ID, cors.read(BUCKET))).isInstanceOf(CorsPlan.Keep.class);
  }

  @Property(tries = CASES)
  void a_rule_is_the_same_after_a_trip_through_json(@ForAll @Size(max = 3) List<CorsRule> rules) {
    assertThat(Json.MAPPER.convertValue(Json.tree(rules), new TypeReference<List<CorsRule>>() {}))
        .isEqualTo(rules);
  }
}
