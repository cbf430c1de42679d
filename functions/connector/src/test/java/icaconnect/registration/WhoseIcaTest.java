package icaconnect.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.failure.Refused;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The attack: a plan is looked at and kept, and then connected with the API key of another tenant,
 * by who edits the file, or while the stack expects another.
 */
class WhoseIcaTest extends RegistrationScene {
  private static final String REVIEWED =
      "arn:aws:secretsmanager:us-east-1:111122223333:secret:ica-api-key-lab-AbCdEf";
  private static final String OTHER =
      "arn:aws:secretsmanager:us-east-1:111122223333:secret:ica-api-key-partner-AbCdEf";

  @Test
  void a_plan_shows_whose_ica_it_is() {
    known.learn(OURS);
    ica.storageTenants = Set.of(OURS);

    var plan = invoke(asking("plan", REVIEWED));

    for (int change : new int[] {0, 1}) {
      var to = plan.at("/changes/" + change + "/to");
      assertThat(to.path("apiKeySecret").asText()).isEqualTo(REVIEWED);
      assertThat(to.path("tenant").asText()).isEqualTo(OURS);
    }
  }

  @Test
  void a_plan_binds_the_api_key_and_the_tenant() {
    tenant = Optional.of("another-tenant");
    ica.storageTenants = Set.of("another-tenant");
    String expected = writes(invoke(asking("plan", REVIEWED)));

    assertThatThrownBy(() -> invoke(expecting(expected, OTHER)))
        .isInstanceOf(Refused.class)
        .hasMessageStartingWith("PLAN_CHANGED");
    tenant = Optional.of(OURS);
    ica.storageTenants = Set.of(OURS);
    assertThatThrownBy(() -> invoke(expecting(expected, REVIEWED)))
        .hasMessageStartingWith("PLAN_CHANGED");
    assertThat(ica.writes).isEmpty();

    invoke(expecting(writes(invoke(asking("plan", REVIEWED))), REVIEWED));
    assertThat(ica.credentials).hasSize(1);
  }

  private ObjectNode expecting(String plan, String apiKey) {
    var input = asking("apply", apiKey);
    input.withObject("/request").put("expectedPlan", plan);
    return input;
  }

  private ObjectNode asking(String mode, String apiKey) {
    var input = input("connect", mode);
    input.withObject("/request").put("icaApiKeySecretArn", apiKey);
    return input;
  }

  private static String writes(JsonNode plan) {
    return plan.path("writes").valueStream().map(JsonNode::asText).collect(Collectors.joining(" "));
  }
}
