package icaconnect.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import icaconnect.connection.IcaRegion;
import icaconnect.failure.Refused;
import icaconnect.ica.AwsDetails;
import icaconnect.ica.Region;
import icaconnect.ica.StorageConfiguration;
import icaconnect.ica.StorageCredential;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RegistrationPlannerTest {
  private static final AwsDetails DETAILS = new AwsDetails("lab-reads", "ica/", null, null);
  private static final Region US = RememberedIca.US;
  private static final StorageCredential CREDENTIAL =
      new StorageCredential("cred-1", "ica-lab-reads", "AWS_USER");
  private static final StorageConfiguration CONFIGURATION =
      configuration("conf-1", "lab-1", DETAILS);
  private static final RegistrationEntry DONE =
      RegistrationEntry.NONE
          .holding("ica-lab-reads", "cred-1", "AKIA1")
          .configured("lab-1", "conf-1")
          .withValidated();

  @Test
  void creates_both_where_ica_knows_neither() {
    var plan = plan(wish(), now(List.of(), List.of()), RegistrationEntry.NONE, "AKIA1");

    assertThat(plan.credential())
        .isEqualTo(new StorageCredentialPlan.CreateCredential("ica-lab-reads"));
    assertThat(plan.configuration())
        .isEqualTo(new ConfigurationPlan.CreateConfiguration("lab-1", US.id()));
    assertThat(plan.validate()).isTrue();
  }

  @Test
  void keeps_what_is_as_wished() {
    assertKeep(plan(wish(), now(List.of(CREDENTIAL), List.of(CONFIGURATION)), DONE, "AKIA1"));
  }

  @Test
  void replaces_the_key_when_the_connection_has_another_one() {
    var plan = plan(wish(), now(List.of(CREDENTIAL), List.of(CONFIGURATION)), DONE, "AKIA2");

    assertThat(plan.credential())
        .isEqualTo(new StorageCredentialPlan.UpdateSecrets("cred-1", "ica-lab-reads"));
    assertThat(plan.configuration()).isInstanceOf(ConfigurationPlan.Keep.class);
    assertThat(plan.validate()).isTrue();
  }

  @Test
  void replaces_the_key_when_the_end_of_the_create_was_not_seen() {
    var begun = RegistrationEntry.NONE.creatingCredential("ica-lab-reads");

    assertThat(plan(wish(), now(List.of(CREDENTIAL), List.of()), begun, "AKIA1").credential())
        .isEqualTo(new StorageCredentialPlan.UpdateSecrets("cred-1", "ica-lab-reads"));
  }

  @Test
  void adopts_what_a_person_made_by_the_hand_over() {
    var plan =
        plan(
            wish(),
            now(List.of(CREDENTIAL), List.of(CONFIGURATION)),
            RegistrationEntry.NONE,
            "AKIA1");

    assertThat(plan.credential())
        .isEqualTo(new StorageCredentialPlan.AdoptCredential("cred-1", "ica-lab-reads"));
    assertThat(plan.configuration())
        .isEqualTo(new ConfigurationPlan.AdoptConfiguration(CONFIGURATION));
    assertThat(plan.findings())
        .extracting(finding -> finding.code().name())
        .containsExactly("ICA_CREDENTIAL_ADOPTED", "ICA_CONFIGURATION_ADOPTED");
  }

  @Test
  void does_not_take_over_a_credential_of_a_given_name_unless_told_to() {
    var named = new RegistrationNames("shared-key", false, "lab-1");
    var now = now(List.of(new StorageCredential("cred-9", "shared-key", "AWS_USER")), List.of());

    refuses("ICA_CREDENTIAL_NOT_OURS", wish(named, DETAILS, false), now);
    assertThat(plan(wish(named, DETAILS, true), now, RegistrationEntry.NONE, "AKIA1").credential())
        .isEqualTo(new StorageCredentialPlan.AdoptCredential("cred-9", "shared-key"));
  }

  @Test
  void a_credential_of_an_unknown_type_is_no_obstacle_unless_it_has_the_name() {
    var other = new StorageCredential("cred-7", "their-role", "AWS_ROLE");
    assertThat(
            plan(wish(), now(List.of(other), List.of()), RegistrationEntry.NONE, "AKIA1")
                .credential())
        .isInstanceOf(StorageCredentialPlan.CreateCredential.class);

    refuses(
        "ICA_CREDENTIAL_OF_OTHER_TYPE",
        wish(),
        now(List.of(new StorageCredential("cred-7", "ica-lab-reads", "AWS_ROLE")), List.of()));
  }

  @Test
  void a_configuration_of_the_name_must_agree_in_region_bucket_and_prefix() {
    var elsewhere = new Region("region-au", "AU", "Sydney", null);
    List.of(
            configuration("c", "lab-1", new AwsDetails("other", "ica/", null, null)),
            configuration("c", "lab-1", new AwsDetails("lab-reads", null, null, null)),
            configuration("c", "lab-1", new AwsDetails("lab-reads", "ica/old/", null, null)),
            configuration("c", "lab-1", null),
            new StorageConfiguration(
                "c",
                "lab-1",
                "AWS_S3",
                "OK",
                null,
                elsewhere,
                new StorageConfiguration.Details(DETAILS)),
            new StorageConfiguration("c", "lab-1", "AZURE_BLOB", "OK", null, US, null))
        .forEach(
            other -> refuses("ICA_CONFIGURATION_DIFFERS", wish(), now(List.of(), List.of(other))));
  }

  @Test
  void no_prefix_and_an_empty_prefix_are_the_same() {
    var whole = new AwsDetails("lab-reads", null, null, null);
    var found = configuration("c", "lab-1", new AwsDetails("lab-reads", "", null, null));

    assertThat(
            plan(
                    wish(names(), whole, false),
                    now(List.of(), List.of(found)),
                    RegistrationEntry.NONE,
                    "A")
                .configuration())
        .isInstanceOf(ConfigurationPlan.AdoptConfiguration.class);
  }

  @Test
  void two_of_the_same_name_are_told_apart_by_the_journal_only() {
    var twice = List.of(CREDENTIAL, new StorageCredential("cred-2", "ica-lab-reads", "AWS_USER"));

    refuses("ICA_NAME_AMBIGUOUS", wish(), now(twice, List.of()));
    assertThat(plan(wish(), now(twice, List.of()), DONE, "AKIA1").credential())
        .isEqualTo(new StorageCredentialPlan.Keep("cred-1"));
  }

  @Test
  void validates_again_what_failed_last_time_and_what_was_never_validated() {
    var failed =
        new StorageConfiguration(
            "conf-1",
            "lab-1",
            "AWS_S3",
            "ERROR",
            "Access Denied",
            US,
            new StorageConfiguration.Details(DETAILS));
    assertThat(plan(wish(), now(List.of(CREDENTIAL), List.of(failed)), DONE, "AKIA1").validate())
        .isTrue();

    var unfinished = DONE.configured("lab-1", "conf-1");
    var plan = plan(wish(), now(List.of(CREDENTIAL), List.of(CONFIGURATION)), unfinished, "AKIA1");
    assertThat(plan.validate()).isTrue();
  }

  @Test
  void shares_once_if_asked() {
    var wish = new RegistrationWish(names(), IcaRegion.UNITED_STATES, DETAILS, true, false);
    var now = now(List.of(CREDENTIAL), List.of(CONFIGURATION));

    assertThat(plan(wish, now, DONE, "AKIA1").share()).isTrue();
    assertKeep(plan(wish, now, DONE.withShared(), "AKIA1"));
  }

  @Test
  void warns_of_another_encryption_and_of_another_configuration_for_the_folder() {
    var kms =
        new AwsDetails("lab-reads", "ica/", "aws:kms", "arn:aws:kms:us-east-1:111122223333:key/k");
    var now =
        now(
            List.of(CREDENTIAL),
            List.of(
                CONFIGURATION,
                configuration("c2", "older", new AwsDetails("lab-reads", null, null, null))));

    assertThat(plan(wish(names(), kms, false), now, DONE, "AKIA1").findings())
        .extracting(finding -> finding.code().name())
        .containsExactly("ICA_ENCRYPTION_DIFFERS", "ICA_BUCKET_ALREADY_CONFIGURED");
    var sameInCapitals =
        configuration(
            "conf-1",
            "lab-1",
            new AwsDetails("lab-reads", "ica/", "AWS:KMS", kms.serverSideEncryptionKey()));
    assertThat(
            plan(
                    wish(names(), kms, false),
                    now(List.of(CREDENTIAL), List.of(sameInCapitals)),
                    DONE,
                    "AKIA1")
                .findings())
        .isEmpty();
  }

  @Test
  void says_when_the_configuration_cannot_be_using_the_new_credential() {
    assertThat(plan(wish(), now(List.of(), List.of(CONFIGURATION)), DONE, "AKIA1").findings())
        .extracting(finding -> finding.code().name())
        .containsExactly("ICA_CONFIGURATION_OF_OTHER_CREDENTIAL");
  }

  @Test
  void finds_the_region_by_icas_code_or_by_a_country_that_has_only_one() {
    var eu = new Region("r1", "EU", "Frankfurt", new Region.Country("DE", "Germany"));
    var berlin = new Region("r2", "DE2", "Berlin", new Region.Country("DE", "Germany"));
    assertThat(new OfferedRegions(List.of(US, eu, berlin)).in(IcaRegion.GERMANY)).isEqualTo(eu);
    assertThat(new OfferedRegions(List.of(US, berlin)).in(IcaRegion.GERMANY)).isEqualTo(berlin);
    var munich = new Region("r3", "DE3", "Munich", new Region.Country("DE", "Germany"));
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> new OfferedRegions(List.of(US, berlin, munich)).in(IcaRegion.GERMANY))
        .withMessageContaining("US North Virginia, DE2 Berlin, DE3 Munich");
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> new OfferedRegions(List.of()).in(IcaRegion.GERMANY))
        .withMessageStartingWith("ICA_REGION_NOT_OFFERED");
  }

  private static void refuses(String code, RegistrationWish wish, IcaNow now) {
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> plan(wish, now, RegistrationEntry.NONE, "AKIA1"))
        .withMessageStartingWith(code);
  }

  private static RegistrationPlan plan(
      RegistrationWish wish, IcaNow now, RegistrationEntry before, String key) {
    return RegistrationPlanner.plan(wish, now, before, Optional.of(key));
  }

  private static RegistrationNames names() {
    return new RegistrationNames("ica-lab-reads", true, "lab-1");
  }

  private static RegistrationWish wish() {
    return wish(names(), DETAILS, false);
  }

  private static RegistrationWish wish(
      RegistrationNames names, AwsDetails details, boolean adoptExisting) {
    return new RegistrationWish(names, IcaRegion.UNITED_STATES, details, false, adoptExisting);
  }

  private static IcaNow now(
      List<StorageCredential> credentials, List<StorageConfiguration> configurations) {
    return new IcaNow(List.of(US), credentials, configurations);
  }

  private static void assertKeep(RegistrationPlan plan) {
    assertThat(plan.credential()).isInstanceOf(StorageCredentialPlan.Keep.class);
    assertThat(plan.configuration()).isInstanceOf(ConfigurationPlan.Keep.class);
    assertThat(plan.share()).isFalse();
    assertThat(plan.validate()).isFalse();
  }

  private static StorageConfiguration configuration(String id, String name, AwsDetails details) {
    return new StorageConfiguration(
        id, name, "AWS_S3", "OK", null, US, new StorageConfiguration.Details(details));
  }
}
