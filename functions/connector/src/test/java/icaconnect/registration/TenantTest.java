package icaconnect.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.failure.Refused;
import icaconnect.ica.AwsCredentials;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whose ICA a key may be handed to. */
class TenantTest extends RegistrationScene {
  /** The attack: a request names an API key of another tenant, and nobody has set IcaTenantId. */
  @Test
  void the_first_registration_decides_whose_ica_gets_keys() {
    ica.storageTenants = Set.of(OURS);
    connect();
    assertThat(known.id()).contains(OURS);
    ica.writes.clear();
    ica.storageTenants = Set.of("their-tenant");

    assertThatThrownBy(() -> invoke(input("connect", "plan")))
        .isInstanceOf(Refused.class)
        .hasMessageStartingWith("ICA_TENANT_DIFFERS");
    assertThatThrownBy(this::connect).isInstanceOf(Refused.class).hasMessageContaining(OURS);
    assertThat(ica.writes).isEmpty();
  }

  @Test
  void the_same_tenant_goes_on_and_nothing_is_learned_twice() {
    ica.storageTenants = Set.of(OURS);
    connect();
    connect();

    assertThat(known.learned).hasSize(1);
  }

  @Test
  void a_plan_and_a_registration_that_fails_teach_nothing() {
    ica.storageTenants = Set.of(OURS);
    invoke(input("connect", "plan"));
    ica.beforeCreate = () -> new IllegalStateException("no");
    assertThatThrownBy(this::connect).isInstanceOf(IllegalStateException.class);

    assertThat(known.learned).isEmpty();
  }

  @Test
  void of_two_first_registrations_in_two_tenants_the_second_is_refused() {
    ica.storageTenants = Set.of(OURS);
    known.beforeLearning = () -> known.learn("their-tenant");

    assertThatThrownBy(this::connect)
        .isInstanceOf(Refused.class)
        .hasMessageStartingWith("ICA_TENANT_DIFFERS");
  }

  /** The attack: nothing would ever be learned, and a later request's API key be any tenant's. */
  @Test
  void where_the_keys_owner_sees_storage_of_several_tenants_no_key_is_handed_over() {
    ica.storageTenants = Set.of(OURS, "their-tenant");

    for (var mode : List.of("plan", "apply")) {
      assertThatThrownBy(() -> invoke(input("connect", mode)))
          .isInstanceOf(Refused.class)
          .hasMessageStartingWith("ICA_TENANT_UNKNOWN")
          .hasMessageContaining("our-tenant, their-tenant");
    }
    assertThat(ica.writes).isEmpty();
    assertThat(known.learned).isEmpty();
  }

  /** As audits plan it: ICA has the key of a connection from before nothing was learned. */
  @Test
  void what_is_registered_already_goes_on_where_no_tenant_is_known() {
    connect();
    known.learned.clear();
    ica.writes.clear();
    ica.storageTenants = Set.of(OURS, "their-tenant");

    for (var mode : List.of("plan", "apply")) {
      assertThat(invoke(requestsOwn(mode)).path("changes")).isEmpty();
    }
    assertThat(ica.writes).isEmpty();

    key = key("AKIA2");
    assertThatThrownBy(this::connect).hasMessageStartingWith("ICA_TENANT_UNKNOWN");
  }

  /** The attack: who may only ask comes first, and teaches their own tenant. */
  @Test
  void no_key_goes_by_a_requests_api_key_before_a_tenant_is_known() {
    ica.storageTenants = Set.of("their-tenant");

    assertThatThrownBy(() -> invoke(requestsOwn("apply")))
        .isInstanceOf(Refused.class)
        .hasMessageStartingWith("ICA_TENANT_UNKNOWN")
        .hasMessageContaining("IcaTenantId");
    assertThat(ica.writes).isEmpty();
    assertThat(known.learned).isEmpty();

    ica.storageTenants = Set.of(OURS);
    tenant = Optional.of(OURS);
    invoke(requestsOwn("apply"));
    assertThat(ica.keys).hasSize(1);
  }

  private ObjectNode requestsOwn(String mode) {
    var input = input("connect", mode);
    input
        .withObject("/request")
        .put(
            "icaApiKeySecretArn",
            "arn:aws:secretsmanager:us-east-1:111122223333:secret:ica-api-key-x-AbCdEf");
    return input;
  }

  /** Or a wrong lesson could never be mended. */
  @Test
  void the_deployers_word_counts_instead_of_what_was_learned() {
    known.learn("their-tenant");
    tenant = Optional.of("our-tenant");
    ica.storageTenants = Set.of("our-tenant");

    connect();

    assertThat(ica.keys).hasSize(1);
  }

  /** The attack: who may put values into secrets puts another user's key there, for ICA to get. */
  @Test
  void no_key_of_another_user_is_handed_over() {
    keysOwner = "arn:aws:iam::111122223333:user/administrator";

    assertThatThrownBy(this::connect)
        .isInstanceOf(Refused.class)
        .hasMessageStartingWith("KEY_OF_ANOTHER: ")
        .hasMessageContaining("user/administrator");
    assertThat(ica.writes).isEmpty();
    assertThat(ica.keys).isEmpty();

    keysOwner = "arn:aws:iam::111122223333:user/ica-lab-reads";
    connect();
    keysOwner = "arn:aws:iam::111122223333:user/administrator";
    key = key("AKIA2");
    assertThatThrownBy(this::connect).hasMessageStartingWith("KEY_OF_ANOTHER: ");
    assertThat(ica.keys.values()).extracting(AwsCredentials::accessKeyId).containsExactly("AKIA1");
  }

  /** The attack: a request for one's own bucket names the user of another connection. */
  @Test
  void the_key_of_another_buckets_connection_is_handed_to_nobody() {
    var input = input("connect", "apply");
    input.withObject("/request").put("userName", "ica-other");
    keysOwner = "arn:aws:iam::111122223333:user/ica-connect/ica-connect/us-east-1/ica-other";
    for (boolean registers : List.of(true, false)) {
      hasApiKey = registers;
      for (var bucket : List.of(Optional.of("other"), Optional.<String>empty())) {
        key = keyOf(bucket, "AKIA1");

        assertThatThrownBy(() -> invoke(input))
            .isInstanceOf(Refused.class)
            .hasMessageStartingWith("SECRET_NOT_OURS: ");
      }
    }
    assertThat(ica.writes).isEmpty();
    assertThat(ica.keys).isEmpty();
  }

  /** The attack: code in Inspect answers with the user of another connection. */
  @Test
  void a_user_that_is_not_this_connections_is_refused() {
    var input = input("connect", "apply");
    input
        .withObject("/facts")
        .put(
            "userArn",
            "arn:aws:iam::111122223333:user/ica-connect/ica-connect/us-east-1/ica-other");

    assertThatThrownBy(() -> invoke(input))
        .isInstanceOf(Refused.class)
        .hasMessageStartingWith("NOT_OURS: ");
    assertThat(ica.writes).isEmpty();
  }

  /** The attack: an API key of another tenant gets the AWS key. */
  @Test
  void no_key_is_handed_over_to_another_tenant_than_the_expected_one() {
    tenant = Optional.of("our-tenant");
    for (var seen :
        List.of(Set.of("their-tenant"), Set.of("our-tenant", "their-tenant"), Set.<String>of())) {
      ica.storageTenants = seen;

      assertThatThrownBy(() -> invoke(input("connect", "apply")))
          .isInstanceOf(Refused.class)
          .hasMessageStartingWith("ICA_TENANT_DIFFERS");
    }
    assertThat(ica.writes).isEmpty();
    assertThat(ica.keys).isEmpty();
  }

  @Test
  void the_expected_tenant_is_known_by_its_storage_or_before_that_by_a_project() {
    tenant = Optional.of("our-tenant");
    ica.projectTenants = Set.of("our-tenant");

    invoke(input("connect", "apply"));

    assertThat(ica.keys).hasSize(1);
  }

  /** The attack: the owner of a partner's API key is a guest in one of our projects. */
  @Test
  void who_also_sees_projects_of_another_tenant_is_taken_for_a_guest() {
    known.learn(OURS);
    ica.projectTenants = Set.of(OURS, "a-partners-tenant");

    assertThatThrownBy(this::connect)
        .isInstanceOf(Refused.class)
        .hasMessageStartingWith("ICA_TENANT_DIFFERS");
    assertThat(ica.writes).isEmpty();
  }

  /** The attack: that owner sees our project only; what ICA makes is theirs all the same. */
  @Test
  void what_ica_makes_in_another_tenant_fails_the_connect_which_takes_the_key_back() {
    for (boolean byDeployer : List.of(true, false)) {
      tenant = byDeployer ? Optional.of(OURS) : Optional.empty();
      known.learn(OURS);
      ica.projectTenants = Set.of(OURS);
      for (String made : Arrays.asList("a-partners-tenant", null)) {
        ica.madeIn = made;
        ica.credentials.clear();
        ica.writes.clear();
        journal.entries().clear();

        assertThatThrownBy(this::connect)
            .isInstanceOf(Refused.class)
            .hasMessageStartingWith("ICA_TENANT_DIFFERS")
            .hasMessageContaining("delete it in IAM");
        assertThat(ica.writes).hasSize(1);
        assertThat(journal.entries().get("registration").toString()).contains("credential-0");
      }
    }
  }
}
