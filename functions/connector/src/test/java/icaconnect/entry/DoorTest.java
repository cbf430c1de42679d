package icaconnect.entry;

import static icaconnect.entry.Events.request;
import static icaconnect.entry.Events.sample;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DoorTest {
  private static final PhysicalId OLD = PhysicalId.of("lab-sequencing-data");
  private static final PhysicalId NEW = PhysicalId.of("lab-new-data");

  @Test
  void a_create_connects_and_names_the_bucket_only_if_something_may_be_there() {
    var decided = Door.decide(request("cloudformation-create"));

    assertThat(start(decided).workflow()).isEqualTo(Workflow.CONNECT);
    assertThat(start(decided).request().toString())
        .isEqualTo(
            """
            {"bucket":"lab-sequencing-data","prefix":"ica/","icaRegion":"us-east-1","permissions":"extended","crossAccountCopy":"true"}\
            """);
    assertThat(decided.waiting().onSuccess()).isEqualTo(OLD);
    assertThat(decided.waiting().onTraces()).isEqualTo(OLD);
    assertThat(decided.waiting().onFailure().isMarker()).isTrue();
  }

  @Test
  void a_create_with_wrong_properties_is_refused_with_all_of_them_and_a_marker() {
    var answer = answer(Door.decide(request("cloudformation-create-refused")));

    assertThat(answer.success()).isFalse();
    assertThat(answer.physicalId().isMarker()).isTrue();
    assertThat(answer.reason())
        .contains(
            "BucketName is not a valid bucket name",
            "IcaRegion must be one of",
            "CrossAccountCopy must be true or false",
            "\"Bucket\" is not a property",
            "Nothing was done");
  }

  @Test
  void an_update_of_the_same_bucket_keeps_its_id_however_it_ends() {
    var waiting = Door.decide(request("cloudformation-update")).waiting();

    assertThat(waiting.onSuccess())
        .isEqualTo(waiting.onFailure())
        .isEqualTo(waiting.onTraces())
        .isEqualTo(OLD);
    assertThat(waiting.abandoned()).isEmpty();
  }

  @Test
  void an_update_to_another_bucket_is_a_replacement_that_falls_back_to_the_old_id() {
    var decided = Door.decide(request("cloudformation-update-replacement"));

    assertThat(start(decided).request().path("bucket").asText()).isEqualTo("lab-new-data");
    assertThat(decided.waiting().onSuccess()).isEqualTo(NEW);
    assertThat(decided.waiting().onFailure())
        .isEqualTo(decided.waiting().onTraces())
        .isEqualTo(OLD);
    assertThat(decided.waiting().abandoned()).contains("lab-new-data");
  }

  @Test
  void a_rollback_asks_for_the_last_good_request_again() {
    var decided = Door.decide(request("cloudformation-update-rollback"));

    assertThat(start(decided).request().path("bucket").asText()).isEqualTo("lab-sequencing-data");
    assertThat(decided.waiting().onSuccess()).isEqualTo(OLD);
  }

  @Test
  void a_refused_update_keeps_the_id_and_says_that_the_connection_stays() {
    var answer = answer(Door.decide(request("cloudformation-update-refused")));

    assertThat(answer.physicalId()).isEqualTo(OLD);
    assertThat(answer.reason())
        .contains("Prefix must not start with", "the last good connection stays in place");
  }

  @Test
  void a_delete_disconnects_the_bucket_of_its_id() {
    var decided = Door.decide(request("cloudformation-delete"));

    assertThat(start(decided).workflow()).isEqualTo(Workflow.DISCONNECT);
    assertThat(start(decided).request().path("bucket").asText()).isEqualTo("lab-sequencing-data");
  }

  @Test
  void the_delete_after_a_replacement_touches_the_old_bucket_whatever_the_properties_say() {
    var event = sample("cloudformation-delete");
    event.withObject("/ResourceProperties").put("BucketName", "lab-new-data");

    assertThat(start(Door.decide(ResourceRequest.read(event))).request())
        .hasToString("{\"bucket\":\"lab-sequencing-data\"}");
  }

  @Test
  void the_delete_of_a_failed_create_succeeds_at_once() {
    var answer = answer(Door.decide(request("cloudformation-delete-of-failed-create")));

    assertThat(answer.success()).isTrue();
    assertThat(answer.physicalId().isMarker()).isTrue();
  }

  @Test
  void the_delete_of_a_create_that_was_never_answered_takes_back_what_it_may_have_done() {
    var decided = Door.decide(request("cloudformation-delete-of-unanswered-create"));

    assertThat(start(decided).workflow()).isEqualTo(Workflow.DISCONNECT);
    assertThat(start(decided).request().path("bucket").asText()).isEqualTo("lab-sequencing-data");
    assertThat(decided.waiting().onSuccess())
        .hasToString("PhysicalId[value=lab-Connection-1ABCDEFGHIJKL]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ica-connect:", "ica-connect:../other", "ica-connect:LAB", "something"})
  void an_id_that_names_no_bucket_and_no_properties_is_nothing_to_delete(String id) {
    var event = sample("cloudformation-delete").put("PhysicalResourceId", id);
    event.putObject("ResourceProperties");

    assertThat(answer(Door.decide(ResourceRequest.read(event))).success()).isTrue();
  }

  @Test
  void an_unknown_request_type_is_refused() {
    var event = sample("cloudformation-create").put("RequestType", "Import");

    assertThat(answer(Door.decide(ResourceRequest.read(event))).success()).isFalse();
  }

  @Test
  void the_response_url_shows_nowhere() {
    var request = request("cloudformation-create");
    var decided = Door.decide(request);

    assertThat(
            request
                + " "
                + decided
                + WorkflowInput.answering(request.id(), start(decided).request()))
        .doesNotContain("X-Amz-Signature");
  }

  @Test
  void every_delivery_of_a_request_is_the_same_execution() {
    var id = request("cloudformation-create").id();

    assertThat(id.executionName())
        .hasSizeLessThanOrEqualTo(80)
        .isEqualTo(request("cloudformation-create").id().executionName())
        .isNotEqualTo(request("cloudformation-update").id().executionName());
  }

  private static DoorDecision.Start start(Door.Decided decided) {
    return (DoorDecision.Start) decided.decision();
  }

  private static Answer answer(Door.Decided decided) {
    return ((DoorDecision.AnswerNow) decided.decision()).answer();
  }
}
