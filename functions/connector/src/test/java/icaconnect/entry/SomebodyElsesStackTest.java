package icaconnect.entry;

import static icaconnect.entry.Events.sample;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.failure.TryAgain;
import icaconnect.step.Invocation;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The attack: a direct call with another stack's ids and physical id, which would disconnect that
 * stack's bucket.
 */
class SomebodyElsesStackTest {
  private static final String TYPE = "Custom::IcaBucketConnection";
  private static final String ID = "ica-connect:lab-sequencing-data";

  private final InMemoryRequests requests = new InMemoryRequests();
  private final InMemoryWorkflows workflows = new InMemoryWorkflows();
  private final Answers answers = new Answers();
  private Optional<StackResource> described = Optional.empty();
  private boolean cleansUp;

  @ParameterizedTest
  @CsvSource({
    "delete, CREATE_COMPLETE, ica-connect:lab-sequencing-data",
    "delete, UPDATE_IN_PROGRESS, ica-connect:lab-sequencing-data",
    "delete, DELETE_IN_PROGRESS, ica-connect:lab-other-data",
    "delete, UPDATE_COMPLETE, ica-connect:lab-other-data",
    "delete, DELETE_IN_PROGRESS, ''",
    "update, CREATE_COMPLETE, ica-connect:lab-sequencing-data",
    "update, UPDATE_IN_PROGRESS, ica-connect:lab-other-data",
    "create, CREATE_COMPLETE, ''",
    "create, DELETE_COMPLETE, ''",
    "create, UPDATE_IN_PROGRESS, ''"
  })
  void what_cloudformation_is_not_doing_is_refused(String verb, String status, String id) {
    described = Optional.of(new StackResource(TYPE, status, idOf(id)));

    take(verb);

    assertThat(workflows.started()).isEmpty();
    assertThat(answers.only().path("Status").asText()).isEqualTo("FAILED");
    assertThat(answers.only().path("Reason").asText()).startsWith("NOT_DECLARED: ");
  }

  @ParameterizedTest
  @CsvSource({
    "create, CREATE_IN_PROGRESS, ''",
    "update, UPDATE_IN_PROGRESS, ica-connect:lab-sequencing-data",
    "delete, DELETE_IN_PROGRESS, ica-connect:lab-sequencing-data"
  })
  void what_cloudformation_is_doing_is_done(String verb, String status, String id) {
    described = Optional.of(new StackResource(TYPE, status, idOf(id)));

    take(verb);
    described = Optional.empty();
    take(verb);

    assertThat(workflows.started()).hasSize(1);
    assertThat(answers.all()).isEmpty();
  }

  @Test
  void what_a_replacement_left_behind_is_deleted_only_while_the_stack_cleans_up() {
    described =
        Optional.of(
            new StackResource(TYPE, "UPDATE_COMPLETE", Optional.of("ica-connect:lab-new-data")));
    cleansUp = true;

    take("delete");

    assertThat(workflows.only().workflow()).isEqualTo(Workflow.DISCONNECT);
  }

  /** Which bucket is meant would be for the caller's properties to say, the current one too. */
  @ParameterizedTest
  @ValueSource(strings = {"x", "ica-connect:", "ica-connect:NOT_A_BUCKET"})
  void an_id_that_names_no_bucket_reaches_none_while_the_stack_cleans_up(String madeUp) {
    described = Optional.of(new StackResource(TYPE, "UPDATE_COMPLETE", Optional.of(ID)));
    cleansUp = true;

    take(sample("cloudformation-delete").put("PhysicalResourceId", madeUp));

    assertThat(workflows.started()).isEmpty();
    assertThat(answers.only().path("Status").asText()).isEqualTo("FAILED");
    assertThat(answers.only().path("Reason").asText()).startsWith("NOT_DECLARED: ");
  }

  /**
   * An update that goes on after a failed create makes the resource anew, and deletes by its id.
   */
  @Test
  void what_a_failed_create_has_answered_is_let_go_while_the_stack_cleans_up() {
    described = Optional.of(new StackResource(TYPE, "CREATE_COMPLETE", Optional.of(ID)));
    cleansUp = true;
    var event = sample("cloudformation-delete");
    var failed = PhysicalId.marker(ResourceRequest.read(event).id());

    take(event.put("PhysicalResourceId", failed.value()));

    assertThat(workflows.started()).isEmpty();
    assertThat(answers.only().path("Status").asText()).isEqualTo("SUCCESS");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", ""})
  void a_create_that_was_never_answered_is_taken_back_by_an_id_of_cloudformations_making(
      String described) {
    this.described = Optional.of(new StackResource(TYPE, "DELETE_IN_PROGRESS", idOf(described)));

    take(sample("cloudformation-delete").put("PhysicalResourceId", "x"));

    assertThat(workflows.only().workflow()).isEqualTo(Workflow.DISCONNECT);
  }

  @Test
  void a_resource_of_another_type_is_refused() {
    described =
        Optional.of(new StackResource("AWS::S3::Bucket", "DELETE_IN_PROGRESS", Optional.of(ID)));

    take("delete");

    assertThat(workflows.started()).isEmpty();
    assertThat(answers.only().path("Reason").asText()).contains("AWS::S3::Bucket");
  }

  /**
   * CloudFormation may not know it everywhere yet, so Lambda calls again, and then Reply refuses.
   */
  @Test
  void a_resource_that_cloudformation_does_not_know_is_not_touched() {
    assertThatThrownBy(() -> take("delete")).isInstanceOf(TryAgain.class);

    assertThat(workflows.started()).isEmpty();
    assertThat(requests.writes()).isEmpty();
  }

  @Test
  void nothing_is_done_or_kept_for_a_response_url_of_somebody_elses() {
    described = Optional.of(new StackResource(TYPE, "DELETE_IN_PROGRESS", Optional.of(ID)));
    var event = sample("cloudformation-delete");
    event.put("ResponseURL", "https://evil.example/collect");

    take(event);

    assertThat(workflows.started()).isEmpty();
    assertThat(requests.writes()).isEmpty();
    assertThat(answers.all()).isEmpty();
  }

  private void take(String verb) {
    take(sample("cloudformation-" + verb));
  }

  private void take(ObjectNode event) {
    var resources =
        new DeclaredResources() {
          @Override
          public Optional<StackResource> find(String stackId, String logicalId) {
            return described;
          }

          @Override
          public boolean cleansUp(String stackId) {
            return cleansUp;
          }
        };
    Invocation.of(
        new CustomResourceHandler(
            () -> new Ports(requests, workflows, Claims.describedBy(resources)),
            answers,
            Clock.systemUTC()),
        event);
  }

  private static Optional<String> idOf(String text) {
    return Optional.of(text).filter(id -> !id.isEmpty());
  }
}
