package icaconnect.bucketpolicy;

import static icaconnect.bucketpolicy.Policies.json;
import static icaconnect.bucketpolicy.StepInput.ROLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.connection.Limits;
import icaconnect.connection.NamePattern;
import icaconnect.failure.InvalidRequest;
import icaconnect.failure.Refused;
import icaconnect.registry.InMemoryJournal;
import icaconnect.rewriting.Rewritings;
import icaconnect.step.Invocation;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The attack: a requester names a role of any account, and has it spared by the perimeter. */
class AnyAccountIsLetInTest {
  private static final String PERIMETER =
      "{'Sid':'DenyOutsideOrganisation','Effect':'Deny','Principal':'*','Action':'s3:*',"
          + "'Resource':['arn:aws:s3:::lab-genomics','arn:aws:s3:::lab-genomics/*'],"
          + "'Condition':{'StringNotEquals':{'aws:PrincipalOrgID':'o-laboratory1'}}}";

  private final Optional<JsonNode> theirs =
      Optional.of(json("{'Version':'2012-10-17','Statement':[" + PERIMETER + "]}"));
  private final InMemoryBucketPolicy s3 = new InMemoryBucketPolicy(theirs);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:iam::666666666666:role/x",
        "arn:aws:iam::666666666666:role/079623148045",
        "arn:aws:iam::666666666666:role/ica_use1_crossacct",
        // The same number, and another account: account ids count within a partition.
        "arn:aws-cn:iam::079623148045:role/ica_use1_crossacct",
        "arn:aws:iam::111122223333:role/admin"
      })
  void a_role_of_another_account_is_refused_and_nothing_is_written(String role) {
    assertThatThrownBy(() -> connect(Limits.CLOSED, attack(role)))
        .isInstanceOf(Refused.class)
        .hasMessageStartingWith("ROLE_NOT_ALLOWED: ")
        .hasMessageContaining("account " + role.split(":")[4])
        .hasMessageContaining("CrossAccountRolePattern");
    assertThat(s3.policy()).isEqualTo(theirs);
    assertThat(s3.actions()).isEmpty();
  }

  @Test
  void a_plan_for_it_is_refused_too() {
    assertThatThrownBy(() ->
            connect(Limits.CLOSED, attack("arn:aws:iam::666666666666:role/x").with("mode", "plan")))
        .isInstanceOf(Refused.class);
  }

  @Test
  void a_role_that_the_deployer_names_is_let_in_with_a_warning_that_says_its_account() {
    var partner = new Limits(NamePattern.of("arn:aws:iam::666666666666:role/x*"), none(), none());
    JsonNode report = connect(partner, attack("arn:aws:iam::666666666666:role/x"));

    assertThat(warning(report))
        .contains("account 666666666666, which is not Illumina's")
        .contains("arn:aws:iam::666666666666:role/x");
  }

  @Test
  void the_deployers_pattern_crosses_no_path_and_no_account() {
    var partner = new Limits(NamePattern.of("arn:aws:iam::666666666666:role/x*"), none(), none());
    for (String role :
        List.of("arn:aws:iam::666666666666:role/x/admin", "arn:aws:iam::777777777777:role/x")) {
      assertThatThrownBy(() -> connect(partner, attack(role))).isInstanceOf(Refused.class);
    }
  }

  @Test
  void illuminas_own_role_needs_nobodys_leave_and_is_named_with_its_account() {
    JsonNode report = connect(Limits.CLOSED, attack(ROLE));

    assertThat(warning(report)).contains("account 079623148045, which is Illumina's");
    assertThat(s3.policy()).contains(spared(ROLE));
  }

  @Test
  void a_sid_spares_nobody_but_the_connection_where_no_copies_are_asked_for() {
    connect(Limits.CLOSED, newUser().with("exemptSids", List.of("DenyOutsideOrganisation")));

    assertThat(s3.policy().orElseThrow().toString())
        .contains("user/ica-connect/ica-connect/us-east-1/ica-lab", "federated-user/ica-lab")
        .doesNotContain("role/");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:iam::111122223333:user/mallory",
        "arn:aws:iam::111122223333:user/illumina-it/mallory"
      })
  void a_user_that_may_not_be_adopted_is_not_spared_either(String arn) {
    var illumina = new Limits(none(), NamePattern.of("illumina*"), none());
    var mallory =
        StepInput.connect()
            .with("userName", "mallory")
            .with("exemptSids", List.of("DenyOutsideOrganisation"))
            .facts(StepInput.newUser().withUser(arn, Optional.empty(), Optional.empty(), false));

    for (var request : List.of(mallory, mallory.with("adoptExisting", true))) {
      assertThatThrownBy(() -> connect(illumina, request))
          .isInstanceOf(Refused.class)
          .hasMessageStartingWith("NOT_");
    }
    assertThat(s3.policy()).isEqualTo(theirs);
  }

  @Test
  void a_user_of_another_account_is_nobody_that_was_found() {
    String stranger = "arn:aws:iam::666666666666:user/illumina_ica_admin";
    var forged =
        StepInput.connect()
            .with("adoptExisting", true)
            .with("exemptSids", List.of("DenyOutsideOrganisation"))
            .facts(
                StepInput.newUser().withUser(stranger, Optional.empty(), Optional.empty(), false));

    assertThatThrownBy(() -> connect(Planning.ADOPTING, forged)).isInstanceOf(InvalidRequest.class);
    assertThat(s3.policy()).isEqualTo(theirs);
  }

  private static StepInput newUser() {
    return StepInput.connect().with("userName", "ica-lab").facts(StepInput.newUser());
  }

  private static StepInput attack(String role) {
    return newUser()
        .with("crossAccountCopy", true)
        .with("crossAccountRoleArn", role)
        .with("exemptSids", List.of("DenyOutsideOrganisation"));
  }

  private JsonNode connect(Limits limits, StepInput input) {
    return Invocation.of(
        new BucketPolicyHandler(
            Invocation.STACK,
            s3,
            new InMemoryJournal(),
            limits,
            OwnRoles.UNKNOWN,
            Rewritings.atOnce().rewriting(),
            Clock.fixed(Planning.NOW, ZoneOffset.UTC)),
        input.json());
  }

  private JsonNode spared(String role) {
    var expected = s3.policy().orElseThrow();
    assertThat(expected.at("/Statement/0/Condition/ArnNotLike/aws:PrincipalArn").toString())
        .contains(role);
    return expected;
  }

  private static String warning(JsonNode report) {
    for (JsonNode finding : report.path("findings")) {
      if (finding.path("code").asText().equals("LETS_IN_ACCOUNT")) {
        assertThat(finding.path("severity").asText()).isEqualTo("WARNING");
        return finding.path("message").asText();
      }
    }
    throw new AssertionError("no finding LETS_IN_ACCOUNT in " + report);
  }

  private static Optional<NamePattern> none() {
    return Optional.empty();
  }
}
