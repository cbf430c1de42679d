package icaconnect.iam;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.iam.AnyAccount.Account;
import icaconnect.iam.AnyAccount.Edit;
import icaconnect.iam.InMemoryIam.Given;
import icaconnect.step.Versioning;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import net.jqwik.api.statistics.Statistics;

/** A connect that expects a plan writes what that plan would have written, or nothing. */
@Domain(AnyAccount.class)
@Domain(DomainContext.Global.class)
class AsPlannedProperties {
  @Property(tries = 10_000)
  void whatever_others_do_between_plan_and_apply(
      @ForAll Account account,
      @ForAll boolean adopt,
      @ForAll boolean connected,
      @ForAll @Size(max = 3) List<Edit> edits) {
    var lab = new Lab(account, adopt, Versioning.ENABLED);
    var untouched = new Lab(account, adopt, Versioning.ENABLED);
    if (connected && (lab.connect().isEmpty() || untouched.connect().isEmpty())) {
      return;
    }
    var planned = lab.planned();
    if (planned.isEmpty()) {
      return;
    }
    assertThat(untouched.connectExpecting(planned.get())).isPresent();

    lab.edit(edits);
    var before = lab.iam.contents();
    int writes = lab.iam.writes().size();
    var done = lab.connectExpecting(planned.get());

    if (done.isEmpty()) {
      assertThat(lab.iam.contents()).isEqualTo(before);
      assertThat(lab.iam.writes()).hasSize(writes);
    } else {
      assertThat(planned.get().changes()).containsAll(done.get().changes());
      assertThat(handedOut(untouched)).containsAll(handedOut(lab));
    }
    Statistics.label("ended")
        .collect(
            done.isEmpty()
                ? "refused"
                : lab.iam.writes().size() > writes ? "written" : "nothing to write")
        .coverage(cases -> {
          cases.check("refused").percentage(share -> share > 5);
          cases.check("written").percentage(share -> share > 5);
        });
  }

  /** Whose user got to do what. */
  private static Set<String> handedOut(Lab lab) {
    return lab.iam.given().stream().map(AsPlannedProperties::text).collect(Collectors.toSet());
  }

  private static String text(Given given) {
    return (given.user().isOurs(IamFixtures.MARK) ? "our user: " : "their user: ")
        + PolicyMeaning.of(given.policy().document());
  }
}
