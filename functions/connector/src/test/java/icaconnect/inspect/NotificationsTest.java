package icaconnect.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.connection.Limits;
import icaconnect.step.Invocation;
import icaconnect.step.StepInput;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the bucket's notifications go, and whether they are in the way of ICA's. */
class NotificationsTest extends InspectScene {
  @Test
  void names_destinations_that_are_gone_with_what_comes_of_it_and_what_mends_it() {
    var answer =
        inspectDestinations(
            Map.of(
                "arn:aws:sqs:us-east-1:111122223333:reads",
                new DestinationFound.Gone("QueueDoesNotExist: The specified queue does not exist"),
                "arn:aws:sns:us-east-1:111122223333:lims",
                new DestinationFound.There()));

    assertThat(answer.at("/report/findings"))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.path("code").asText()).isEqualTo("NOTIFICATION_DESTINATION_GONE");
          assertThat(finding.path("severity").asText()).isEqualTo("WARNING");
          assertThat(finding.path("message").asText())
              .contains(
                  "arn:aws:sqs:us-east-1:111122223333:reads (QueueDoesNotExist: The specified queue does not exist)")
              .contains("ICA's PutBucketNotification will be refused")
              .doesNotContain("lims");
          assertThat(finding.path("remedy").asText())
              .contains(
                  "put-bucket-notification-configuration --bucket lab",
                  "index(\"arn:aws:sqs:us-east-1:111122223333:reads\")");
        });
  }

  @Test
  void says_which_destinations_nobody_could_look_up_and_why() {
    var answer =
        inspectDestinations(
            Map.of(
                "arn:aws:sqs:us-east-1:444455556666:theirs",
                new DestinationFound.Unseen("it belongs to account 444455556666"),
                "arn:aws:sqs:us-east-1:079623148045:ica",
                new DestinationFound.Unseen("it belongs to account 079623148045")));

    assertThat(answer.at("/report/findings"))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.path("code").asText()).isEqualTo("NOTIFICATION_DESTINATIONS");
          assertThat(finding.path("severity").asText()).isEqualTo("INFO");
          assertThat(finding.path("message").asText())
              .contains(
                  "arn:aws:sqs:us-east-1:444455556666:theirs (it belongs to account 444455556666)")
              .doesNotContain("079623148045");
        });
  }

  @Test
  void names_a_destination_that_keeps_s3_out_with_the_command_that_lets_it_in() {
    for (var command :
        Map.of(
                "arn:aws:sqs:us-east-1:111122223333:reads",
                "aws sqs set-queue-attributes",
                "arn:aws:sns:us-east-1:111122223333:lims",
                "aws sns set-topic-attributes",
                "arn:aws:lambda:us-east-1:111122223333:function:reads:live",
                "aws lambda add-permission")
            .entrySet()) {
      var answer =
          inspectDestinations(
              Map.of(
                  command.getKey(),
                  new DestinationFound.Shut(DestinationFound.Cause.NOT_ALLOWED, "no statement")));

      assertThat(answer.at("/report/findings"))
          .singleElement()
          .satisfies(finding -> {
            assertThat(finding.path("code").asText()).isEqualTo("NOTIFICATION_DESTINATION_SHUT");
            assertThat(finding.path("severity").asText()).isEqualTo("WARNING");
            assertThat(finding.path("message").asText())
                .contains(command.getKey() + ", which keeps S3 out: no statement.")
                .contains("ICA's PutBucketNotification will be refused");
            assertThat(finding.path("remedy").asText())
                .contains(command.getValue(), command.getKey(), "arn:aws:s3:::lab", "111122223333")
                .endsWith("Or take the notification out, if nobody needs it.");
          });
    }
  }

  @Test
  void a_destination_that_keeps_s3_out_otherwise_has_another_remedy() {
    assertThat(remedyOfShut(DestinationFound.Cause.DENIED))
        .contains("Have that statement spare s3.amazonaws.com: aws sqs get-queue-attributes");
    assertThat(remedyOfShut(DestinationFound.Cause.AWS_MANAGED_KEY))
        .contains("customer managed key", "--attributes KmsMasterKeyId=KEY");
  }

  private static String remedyOfShut(DestinationFound.Cause cause) {
    return inspectDestinations(
            Map.of(
                "arn:aws:sqs:us-east-1:111122223333:reads",
                new DestinationFound.Shut(cause, "so it is")))
        .at("/report/findings/0/remedy")
        .asText();
  }

  /** S3 refuses two only where events, prefixes and suffixes all overlap; ICA's has no suffix. */
  @ParameterizedTest
  @CsvSource({
    "ica/,      s3:ObjectCreated:*,              true",
    "ica/,      s3:ObjectCreated:Put,            true",
    "'',        s3:ObjectRemoved:Delete,         true",
    "ica/runs/, s3:LifecycleExpiration:Delete,   true",
    "i,         s3:SomethingNew:*,               true",
    "ica/,      s3:ObjectTagging:Put,            false",
    "ica/,      s3:ObjectAcl:Put,                false",
    "ica/,      s3:Replication:OperationFailedReplication, false",
    "ica/,      s3:ReducedRedundancyLostObject,  false",
    "other/,    s3:ObjectCreated:*,              false"
  })
  void notifications_overlap_by_events_as_well_as_by_prefix(
      String prefix, String event, boolean overlaps) {
    var theirs = new Notification(prefix, List.of("s3:ObjectTagging:*", event));

    assertThat(theirs.overlaps("ica/")).isEqualTo(overlaps);
  }

  @Test
  void says_nothing_of_destinations_that_are_there() {
    assertThat(
            inspectDestinations(
                    Map.of(
                        "arn:aws:sqs:us-east-1:111122223333:reads", new DestinationFound.There()))
                .at("/report/findings"))
        .isEmpty();
  }

  private static JsonNode inspectDestinations(Map<String, DestinationFound> found) {
    var bucket = new BucketFound.Bucket(bucket("AES256", List.copyOf(found.keySet()), List.of()));
    return Invocation.of(
        new InspectHandler(
            Invocation.STACK,
            new Reading(bucket, Optional.empty(), found),
            Limits.CLOSED,
            OWN_ROLES),
        StepInput.connect("lab").asking("prefix", "ica/").json());
  }
}
