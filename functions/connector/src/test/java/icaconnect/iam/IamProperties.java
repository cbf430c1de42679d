package icaconnect.iam;

import static icaconnect.iam.IamFixtures.NAMES;
import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.iam.AnyAccount.Account;
import icaconnect.iam.AnyAccount.Edit;
import icaconnect.report.Report;
import icaconnect.step.Goal;
import icaconnect.step.Versioning;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import net.jqwik.api.statistics.Statistics;

@Domain(AnyAccount.class)
@Domain(DomainContext.Global.class)
class IamProperties {
  private static final int CASES = 10_000;

  @Property(tries = CASES)
  void a_refused_connection_has_changed_nothing(
      @ForAll Account account, @ForAll boolean adopt, @ForAll Versioning versioning) {
    var lab = new Lab(account, adopt, versioning);
    Map<String, Object> before = lab.iam.contents();

    boolean refused = lab.connect().isEmpty();
    Statistics.label("refused")
        .collect(refused)
        .coverage(cases -> cases.check(true).percentage(share -> share > 5));
    if (refused) {
      assertThat(lab.iam.contents()).isEqualTo(before);
      assertThat(lab.iam.writes()).isEmpty();
      assertThat(lab.journal.entries()).isEmpty();
    }
  }

  @Property(tries = CASES)
  void the_second_connect_and_the_second_disconnect_write_nothing(
      @ForAll Account account, @ForAll boolean adopt, @ForAll Versioning versioning) {
    var lab = new Lab(account, adopt, versioning);
    if (lab.connect().isPresent()) {
      assertThat(lab.writesDuring(Goal.CONNECT)).isEmpty();
      lab.run(Goal.DISCONNECT);
      assertThat(lab.writesDuring(Goal.DISCONNECT)).isEmpty();
    }
  }

  @Property(tries = CASES)
  void disconnect_gives_back_the_account_that_connect_found(
      @ForAll Account account, @ForAll boolean adopt, @ForAll Versioning versioning) {
    var lab = new Lab(account, adopt, versioning);
    Map<String, Object> before = lab.iam.contents();
    boolean connected = lab.connect().isPresent();
    Statistics.label("connected")
        .collect(connected)
        .coverage(all -> all.check(true).percentage(share -> share > 30));
    if (connected) {
      lab.run(Goal.DISCONNECT);
      assertThat(lab.iam.contents()).isEqualTo(before);
    }
  }

  @Property(tries = CASES)
  void connect_heals_what_others_broke_unless_it_refuses(
      @ForAll Account account, @ForAll boolean adopt, @ForAll @Size(max = 4) List<Edit> edits) {
    var lab = new Lab(account, adopt, Versioning.ENABLED);
    if (lab.connect().isPresent()) {
      lab.edit(edits);
      if (lab.connect().isPresent()) {
        IamState healed = lab.iam.read(NAMES);
        assertThat(healed.isAttached()).isTrue();
        assertThat(healed.policy().orElseThrow().missing(lab.icaNeeds)).isEmpty();
        assertThat(healed.policy())
            .hasValueSatisfying(policy ->
                assertThat(policy.grants(lab.icaNeeds) || !policy.isOurs(IamFixtures.MARK))
                    .isTrue());
      }
    }
  }

  @Property(tries = CASES)
  void disconnect_takes_only_ours_whatever_others_did_in_between(
      @ForAll Account account, @ForAll boolean adopt, @ForAll @Size(max = 5) List<Edit> edits) {
    var lab = new Lab(account, adopt, Versioning.NEVER);
    if (lab.connect().isEmpty()) {
      return;
    }
    lab.edit(edits);
    Map<String, Object> before = lab.theirs();
    Report report = lab.run(Goal.DISCONNECT);

    assertThat(lab.theirs()).isEqualTo(before);
    var kept = lab.ours();
    assertThat(report.findings()).hasSameSizeAs(kept);
    assertThat(lab.writesDuring(Goal.DISCONNECT)).isEmpty();
    assertThat(lab.ours()).isEqualTo(kept);
  }
}
