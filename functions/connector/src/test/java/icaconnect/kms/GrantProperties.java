package icaconnect.kms;

import static icaconnect.kms.Keys.CLOSED;
import static icaconnect.kms.Keys.KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icaconnect.connection.Limits;
import icaconnect.failure.TryAgain;
import icaconnect.step.Invocation;
import icaconnect.step.Step;
import icaconnect.step.StepHandler;
import icaconnect.step.StepInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever grants others have on the key, and whichever of ours are there from before. */
class GrantProperties {
  private static final String OURS = name();

  @Property(tries = 10_000)
  void disconnecting_gives_back_what_connecting_found_and_a_second_connect_keeps(
      @ForAll("theirs") List<KeyGrant> theirs, @ForAll boolean copies) {
    var first = connect(theirs, copies, JournalEntry.NONE);
    var connected = carriedOut(theirs, first);

    var again = connect(connected, copies, first.entry());
    var back =
        KmsPlanner.disconnect(
            step(Keys.disconnect().withFact("userArn", Keys.USER), first.entry()),
            known(connected),
            Limits.CLOSED);

    assertThat(again.grants()).isEmpty();
    assertThat(withoutIds(again.entry())).isEqualTo(withoutIds(first.entry()));
    assertThat(connected).containsAll(theirs);
    assertThat(carriedOut(connected, back)).isEqualTo(theirs);
    assertThat(first.edits()).isEmpty();
  }

  /** Which grants they are, the second connect learns from KMS. */
  private static List<JournalEntry.Key> withoutIds(JournalEntry entry) {
    return entry.keys().stream()
        .map(key -> new JournalEntry.Key(key.arn(), key.loneStatement(), key.grantees(), Map.of()))
        .toList();
  }

  private static KmsPlan connect(List<KeyGrant> on, boolean copies, JournalEntry entry) {
    var step = step(OurGrantsTest.connect().asking("crossAccountCopy", copies), entry);
    return KmsPlanner.connect(
        step, new EditableKeys(List.of(KEY)), known(on), on, Limits.CLOSED, Keys.NOW);
  }

  private static Step step(StepInput input, JournalEntry entry) {
    input.withJournal(Map.of(KmsPlanner.STEP, entry.toJson()));
    return StepHandler.decode(input.json(), Invocation.context(), Invocation.STACK);
  }

  private static KmsPlanner.Known known(List<KeyGrant> on) {
    return new KmsPlanner.Known(
        Map.of(KEY, new KeyPolicyFound.Policy(CLOSED)),
        Map.of(KEY, new GrantsFound.Grants(on)),
        false);
  }

  private static List<KeyGrant> carriedOut(List<KeyGrant> on, KmsPlan plan) {
    var after = new ArrayList<>(on);
    for (KmsPlan.GrantWrite write : plan.grants()) {
      switch (write) {
        case KmsPlan.Make(_, var grant) -> after.add(grant.as("g-" + grant.grantee()));
        case KmsPlan.Revoke(_, var id, _, _) -> after.removeIf(each -> each.id().equals(id));
        case KmsPlan.EndUnlisted(_, var id, _, _) ->
            after.removeIf(each -> id.filter(made -> made.id().equals(each.id())).isPresent());
      }
    }
    return after;
  }

  /** Through the handler, which is slower. */
  @Property(tries = 1_000)
  void theirs_stay_whatever_becomes_of_ours_in_between(
      @ForAll("theirs") List<KeyGrant> theirs,
      @ForAll("theirs") List<KeyGrant> more,
      @ForAll("ends") String end) {
    var lab = lab(theirs);
    lab.run(OurGrantsTest.connect().asking("crossAccountCopy", true));
    more.forEach(each -> lab.grants.add(KEY, each));
    switch (end) {
      case "ended by somebody" -> {
        lab.grants.revoke(KEY, oursOf(lab).stream().findFirst().orElse(""));
        lab.at(Keys.NOW.plusSeconds(300));
      }
      case "not listed" -> lab.grants.lag();
      case "record lost" -> lab.journal.entries().clear();
      case "answer lost" -> {
        if (!oursOf(lab).isEmpty()) {
          lab.grants.loseAnAnswer();
          assertThatThrownBy(() -> lab.run(Keys.disconnect().withFact("userArn", Keys.USER)))
              .isInstanceOf(TryAgain.class);
        }
      }
      case "asked for a statement" ->
          lab.run(OurGrantsTest.connect().asking("keyAccess", "statement"));
      default -> {
        // Nothing happens.
      }
    }

    lab.run(Keys.disconnect().withFact("userArn", Keys.USER));

    var expected = new ArrayList<>(theirs);
    expected.addAll(more);
    assertThat(lab.grants.all(KEY)).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(lab.policies.policy(KEY)).isEqualTo(CLOSED);
  }

  private static List<String> oursOf(Keys lab) {
    return lab.grants.all(KEY).stream()
        .map(KeyGrant::id)
        .filter(id -> id.startsWith("g-"))
        .toList();
  }

  private static Keys lab(List<KeyGrant> theirs) {
    var lab = new Keys();
    lab.policies.with(KEY, CLOSED);
    lab.granting(theirs.toArray(KeyGrant[]::new));
    return lab;
  }

  private static String name() {
    var lab = lab(List.of());
    lab.run(OurGrantsTest.connect());
    return lab.grants.all(KEY).getFirst().name();
  }

  @Provide
  Arbitrary<String> ends() {
    return Arbitraries.of(
        "",
        "ended by somebody",
        "not listed",
        "record lost",
        "answer lost",
        "asked for a statement");
  }

  /** Near to ours in every part, and never all of it. */
  @Provide
  Arbitrary<List<KeyGrant>> theirs() {
    return Combinators.combine(
            Arbitraries.strings().alpha().ofLength(8),
            Arbitraries.of("", "team", OURS, OURS + "0"),
            Arbitraries.of(
                Keys.USER,
                Keys.USER + "2",
                "arn:aws:iam::111122223333:role/team",
                "arn:aws:iam::079623148045:role/ica_use1_crossacct",
                "arn:aws:sts::111122223333:federated-user/ica-lab",
                "AIDAEXAMPLEID12345678"),
            Arbitraries.of(
                Set.of("Decrypt"),
                Set.of("Decrypt", "Encrypt", "GenerateDataKey"),
                Set.of("Decrypt", "Encrypt", "GenerateDataKey", "DescribeKey"),
                Set.of("CreateGrant", "RetireGrant")),
            Arbitraries.of(
                Map.<String, String>of(),
                Map.of("aws:s3:arn", "arn:aws:s3:::lab"),
                Map.of("aws:s3:arn", "arn:aws:s3:::lab2"),
                Map.of("aws:s3:arn", "arn:aws:s3:::lab", "team", "genomics")),
            Arbitraries.of(true, false))
        .as(KeyGrant::new)
        .filter(grant ->
            !grant.name().equals(OURS)
                || !grant.contextEquals()
                || grant.operations().size() != 3
                || !grant.context().equals(Map.of("aws:s3:arn", "arn:aws:s3:::lab")))
        .list()
        .ofMaxSize(6)
        .uniqueElements(KeyGrant::id);
  }
}
