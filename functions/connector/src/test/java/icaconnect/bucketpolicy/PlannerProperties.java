package icaconnect.bucketpolicy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.bucketpolicy.BucketPolicyPlan.Keep;
import icaconnect.bucketpolicy.BucketPolicyPlan.Put;
import icaconnect.code.Code;
import icaconnect.policy.Bystanders;
import icaconnect.policy.CanonicalPolicy;
import icaconnect.policy.GeneratedPolicies;
import icaconnect.policy.IcaRequests;
import icaconnect.policy.Judgement;
import icaconnect.policy.Obstacle;
import icaconnect.policy.Principal;
import icaconnect.policy.Request;
import icaconnect.policy.Ruling;
import icaconnect.policy.Statement;
import icaconnect.policy.Verdict;
import icaconnect.report.Finding;
import icaconnect.step.Goal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

class PlannerProperties {
  private static final List<String> EVERY_SID =
      List.of("Lone", "A", "B", "C", "DenyAll", "Perimeter");

  @Property(tries = 5_000, edgeCases = EdgeCasesMode.NONE)
  void nothing_that_denies_ica_for_who_it_is_is_left(
      @ForAll("policies") JsonNode policy, @ForAll("wishes") StepInput wish) {
    var plan = Planning.connect(wish.step(), Optional.of(policy));

    for (Obstacle left : judge(plan.after().orElseThrow(), wish).obstacles()) {
      assertThat(left.guards() || !left.certain())
          .describedAs(left.statement().json().toString())
          .isTrue();
      assertThat(left.statement().sid().filter(wish.step().connection().exemptSids()::contains))
          .isEmpty();
    }
    Statistics.collect(plan instanceof Put);
    Statistics.coverage(covered -> covered.check(true).percentage(share -> share > 30));
  }

  @Property(tries = 5_000, edgeCases = EdgeCasesMode.NONE)
  void the_judgement_of_a_policy_is_that_of_each_statement_for_each_request(
      @ForAll("policies") JsonNode policy, @ForAll("wishes") StepInput wish) {
    var ica = IcaRequests.of(wish.step(), Planning.NOW);
    var judgement = Judgement.of(policy, ica);
    for (Request request : ica.requests()) {
      var verdicts =
          Statement.read(policy).stream()
              .filter(Statement::denies)
              .map(each -> each.appliesTo(request));
      Verdict worst = verdicts.reduce(Verdict.DOES_NOT_APPLY, Verdict::or);
      assertThat(judgement.ruling(request))
          .isInstanceOf(
              switch (worst) {
                case Verdict.Applies _ -> Ruling.Blocked.class;
                case Verdict.DependsOn _ when !judgement.ungranted().contains(request) ->
                    Ruling.MayBeBlocked.class;
                case Verdict.DependsOn _, Verdict.DoesNotApply _ ->
                    judgement.ungranted().contains(request)
                        ? Ruling.NotGranted.class
                        : Ruling.Allowed.class;
              });
    }
  }

  @Property(tries = 5_000, edgeCases = EdgeCasesMode.NONE)
  void nobody_elses_verdict_changes(
      @ForAll("policies") JsonNode policy, @ForAll("wishes") StepInput wish) {
    var after = Planning.connect(wish.step(), Optional.of(policy)).after().orElseThrow();
    var before = Statement.read(policy);
    var now = Statement.read(after);
    var needed = IcaRequests.of(wish.step(), Planning.NOW).requests();
    for (int i = 0; i < before.size(); i++) {
      for (Principal bystander : Bystanders.ALL) {
        for (Request request : needed) {
          var theirs =
              Request.of(bystander, request.action(), request.target(), request.ofAction());
          assertThat(now.get(i).appliesTo(theirs))
              .describedAs("%s for %s: %s", request.action(), bystander.label(), now.get(i).json())
              .isEqualTo(before.get(i).appliesTo(theirs));
        }
      }
    }
  }

  @Property(tries = 5_000, edgeCases = EdgeCasesMode.NONE)
  void every_part_of_the_change_is_needed(
      @ForAll("policies") JsonNode policy, @ForAll("wishes") StepInput wish) {
    if (!(Planning.connect(wish.step(), Optional.of(policy)) instanceof Put put)) {
      return;
    }
    var statements = Statement.read(put.document());
    // What is named and will deny one day is exempted before that day.
    var needed = new ArrayList<>(IcaRequests.of(wish.step(), Planning.NOW).requests());
    needed.addAll(IcaRequests.of(wish.step(), Planning.LATER).requests());
    for (Exemption exemption : put.entry().exemptions()) {
      for (Exemption.Added added : exemption.added()) {
        for (String value : added.values()) {
          JsonNode without = without(exemption.left(), added.at(), value);
          assertThat(without).isNotEqualTo(exemption.left());
          assertThat(denies(statements.get(exemption.index()).with(without), needed))
              .describedAs("%s without %s", exemption.left(), value)
              .isTrue();
        }
      }
    }
  }

  @Property(tries = 5_000, edgeCases = EdgeCasesMode.NONE)
  void disconnecting_gives_the_exact_document_back(
      @ForAll("policies") JsonNode policy, @ForAll("wishes") StepInput wish) {
    var plan = Planning.connect(wish.step(), Optional.of(policy));
    var back =
        Planning.disconnect(wish.to(Goal.DISCONNECT).journal(journalOf(plan)).step(), plan.after());

    assertThat(back.after()).isEqualTo(Optional.of(policy));
    assertThat(back.after().orElseThrow().toString()).isEqualTo(policy.toString());
  }

  @Property(tries = 5_000, edgeCases = EdgeCasesMode.NONE)
  void what_others_edit_in_between_is_all_that_is_left_of_a_disconnect(
      @ForAll("policies") JsonNode policy,
      @ForAll("wishes") StepInput wish,
      @ForAll("edits") List<Edit> edits) {
    var plan = Planning.connect(wish.step(), Optional.of(policy));
    JsonNode theirs = Edit.all(edits, policy, policy);
    JsonNode found = Edit.all(edits, policy, plan.after().orElseThrow());
    var leaving = wish.to(Goal.DISCONNECT).journal(journalOf(plan)).step();
    var back = Planning.disconnect(leaving, Optional.of(found));

    JsonNode left = back.after().orElseThrow();
    if (!CanonicalPolicy.sameDocument(left, theirs)) {
      // Where nobody can tell ours from theirs any more it stays, and a person is told.
      assertThat(values(left))
          .describedAs("%s%n from %s%n is not %s", left, found, theirs)
          .containsAll(values(theirs));
      assertThat(back.findings()).extracting(Finding::code).contains(Code.EXEMPTION_LEFT);
    }
  }

  private static List<String> values(JsonNode json) {
    var values = new ArrayList<String>();
    if (json.isValueNode()) {
      values.add(json.asText());
    }
    json.forEach(inside -> values.addAll(values(inside)));
    return values;
  }

  @Property(tries = 5_000, edgeCases = EdgeCasesMode.NONE)
  void a_second_connect_keeps(
      @ForAll("policies") JsonNode policy, @ForAll("wishes") StepInput wish) {
    var plan = Planning.connect(wish.step(), Optional.of(policy));

    assertThat(Planning.connect(wish.journal(journalOf(plan)).step(), plan.after()))
        .describedAs("with the journal")
        .isInstanceOf(Keep.class);
    assertThat(Planning.connect(wish.step(), plan.after()))
        .describedAs("without it")
        .isInstanceOf(Keep.class);
  }

  @Property(tries = 5_000, edgeCases = EdgeCasesMode.NONE)
  void a_changed_wish_forgets_nothing(
      @ForAll("policies") JsonNode policy,
      @ForAll("wishes") StepInput first,
      @ForAll("wishes") StepInput changed,
      @ForAll boolean report) {
    var second = report ? changed.with("denyStatements", "report") : changed;
    var one = Planning.connect(first.step(), Optional.of(policy));
    var two = Planning.connect(second.journal(journalOf(one)).step(), one.after());
    var journal =
        two instanceof Put put
            ? Map.of(BucketPolicyPlanner.STEP, put.entry().toJson())
            : journalOf(one);

    assertThat(
            Planning.disconnect(second.to(Goal.DISCONNECT).journal(journal).step(), two.after())
                .after())
        .isEqualTo(Optional.of(policy));
    assertThat(
            Planning.disconnect(second.to(Goal.DISCONNECT).journal(journal).step(), one.after())
                .after())
        .describedAs("the second journal was written, its policy was not")
        .isEqualTo(Optional.of(policy));
  }

  private static JsonNode without(JsonNode statement, String list, String value) {
    JsonNode less = statement.deepCopy();
    for (var items = less.at(list).elements(); items.hasNext(); ) {
      if (items.next().asText().equals(value)) {
        items.remove();
      }
    }
    return less;
  }

  static Map<String, JsonNode> journalOf(BucketPolicyPlan plan) {
    return plan instanceof Put put
        ? Map.of(BucketPolicyPlanner.STEP, put.entry().toJson())
        : Map.of();
  }

  private static Judgement judge(JsonNode policy, StepInput wish) {
    return Judgement.of(policy, IcaRequests.of(wish.step(), Planning.NOW));
  }

  private static boolean denies(Statement statement, List<Request> needed) {
    return needed.stream()
        .anyMatch(request -> statement.appliesTo(request) != Verdict.DOES_NOT_APPLY);
  }

  @Provide
  Arbitrary<JsonNode> policies() {
    return GeneratedPolicies.policies();
  }

  @Provide
  Arbitrary<List<Edit>> edits() {
    return Arbitraries.randomValue(Edit::random).list().ofMinSize(1).ofMaxSize(3);
  }

  @Provide
  Arbitrary<StepInput> wishes() {
    return Arbitraries.randomValue(random -> {
      var wish = StepInput.connect();
      if (random.nextInt(3) == 0) {
        wish = wish.facts(StepInput.newUser());
      }
      if (random.nextInt(3) == 0) {
        wish = wish.with("exemptSids", EVERY_SID.subList(0, random.nextInt(EVERY_SID.size() + 1)));
      }
      if (random.nextInt(3) == 0) {
        wish = wish.with("crossAccountCopy", true);
      }
      if (random.nextInt(4) == 0) {
        wish = wish.with("userName", "ica-lab");
      }
      return random.nextInt(3) == 0 ? wish.with("prefix", "runs/") : wish;
    });
  }
}
