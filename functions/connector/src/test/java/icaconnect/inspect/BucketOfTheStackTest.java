package icaconnect.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.bucketpolicy.BucketPolicyHandler;
import icaconnect.bucketpolicy.BucketPolicyPort;
import icaconnect.bucketpolicy.OwnRoles;
import icaconnect.connection.Limits;
import icaconnect.cors.CorsHandler;
import icaconnect.failure.Refused;
import icaconnect.iam.IamHandler;
import icaconnect.kms.EditableKeys;
import icaconnect.kms.KeyGrants;
import icaconnect.kms.KeyTags;
import icaconnect.kms.KmsHandler;
import icaconnect.lambda.JsonHandler;
import icaconnect.registry.InMemoryJournal;
import icaconnect.rewriting.Rewritings;
import icaconnect.step.Invocation;
import icaconnect.step.StepInput;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The attack: the bucket of the stack's own trail is connected, so that ICA is spared by the
 * statements that keep it append-only; or that of its runs, so that whoever is in ICA writes the
 * manifests that connect-many obeys.
 */
class BucketOfTheStackTest {
  private static final String TRAIL = "ica-connect-trailbucket-1a2b3c";
  private static final Limits LIMITS =
      new Limits(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Set.of("ica-connect-runsbucket-1a2b3c", TRAIL));

  private static final StepInput ATTACK =
      StepInput.connect(TRAIL)
          .asking("exemptSids", List.of("AppendOnly", "OnlyTheTrailTells", "NobodyTakesAway"));

  @Test
  void inspect_refuses_it_before_it_looks_at_it() {
    isRefused(new InspectHandler(Invocation.STACK, null, LIMITS, ""), ATTACK);
    isRefused(
        new InspectHandler(Invocation.STACK, null, LIMITS, ""),
        StepInput.connect("ica-connect-runsbucket-1a2b3c").asking("prefix", "manifests/"));
  }

  /** Whoever runs code in Inspect, or calls it alone, gets no further. */
  @Test
  void the_steps_of_rules_policy_and_key_refuse_it_for_themselves() {
    var rewriting = Rewritings.atOnce().rewriting();
    var journal = new InMemoryJournal();
    isRefused(new CorsHandler(Invocation.STACK, null, journal, LIMITS, rewriting), ATTACK);
    isRefused(
        new BucketPolicyHandler(
            Invocation.STACK,
            (BucketPolicyPort) null,
            journal,
            LIMITS,
            OwnRoles.UNKNOWN,
            rewriting,
            Clock.systemUTC()),
        ATTACK);
    isRefused(
        new KmsHandler(
            Invocation.STACK,
            new EditableKeys(List.of()),
            KeyTags.NONE,
            null,
            KeyGrants.NONE,
            LIMITS,
            journal,
            rewriting,
            Clock.systemUTC()),
        ATTACK);
  }

  /** The user's policy would let it into the trail. */
  @Test
  void the_step_of_the_user_refuses_it_before_it_asks_iam() {
    isRefused(new IamHandler(Invocation.STACK, null, new InMemoryJournal(), LIMITS), ATTACK);
  }

  @Test
  void those_of_another_installation_and_of_a_hub_are_known_by_their_tag() {
    assertThatThrownBy(() -> inspect(Map.of("ica-connect:installation", "other/us-east-1")))
        .isInstanceOf(Refused.class)
        .hasMessageStartingWith("BUCKET_OF_THE_STACK: ")
        .hasMessageContaining("other/us-east-1");
    assertThatCode(() -> inspect(Map.of("ica-connect", "true"))).doesNotThrowAnyException();
  }

  /** The attack: who may tag a connected bucket ends its rotations and repairs. */
  @Test
  void the_tag_on_a_bucket_that_is_connected_is_said_and_stops_nothing() {
    var connected = StepInput.connect("lab").withEntry("cors", "{}");
    var inspected = inspect(Map.of("ica-connect:installation", "other/us-east-1"), connected);

    assertThat(inspected.at("/report/findings").findValuesAsText("code"))
        .contains("BUCKET_OF_THE_STACK");
  }

  private static void inspect(Map<String, String> tags) {
    inspect(tags, StepInput.connect("lab"));
  }

  private static JsonNode inspect(Map<String, String> tags, StepInput input) {
    var found = InspectedBucket.with(bucket -> bucket.tags = Optional.of(tags));
    return Invocation.of(
        new InspectHandler(
            Invocation.STACK,
            new Reading(new BucketFound.Bucket(found), Optional.empty()),
            LIMITS,
            ""),
        input.json());
  }

  private static void isRefused(JsonHandler handler, StepInput input) {
    for (String mode : List.of("plan", "apply")) {
      for (boolean verifyOnly : List.of(false, true)) {
        input.asking("mode", mode).asking("verifyOnly", verifyOnly);
        assertThatThrownBy(() -> Invocation.of(handler, input.json()))
            .isInstanceOf(Refused.class)
            .hasMessageStartingWith("BUCKET_OF_THE_STACK: ");
      }
    }
  }
}
