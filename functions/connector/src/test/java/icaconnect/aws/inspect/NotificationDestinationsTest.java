package icaconnect.aws.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.aws.client.Wire;
import icaconnect.aws.client.Wire.Reply;
import icaconnect.inspect.DestinationFound;
import icaconnect.inspect.DestinationFound.Cause;
import icaconnect.inspect.DestinationFound.Gone;
import icaconnect.inspect.DestinationFound.Shut;
import icaconnect.inspect.DestinationFound.There;
import icaconnect.inspect.DestinationFound.Unseen;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotificationDestinationsTest extends DestinationScene {
  @Test
  void asks_each_service_in_the_destinations_region_for_what_tells_least() {
    var wire = new Wire(sent -> letsIn(service(sent), sent.uri().toString().contains("live")));

    assertThat(look(wire, ALL).values()).containsOnly(new There());

    assertThat(wire.sent().stream().map(sent -> sent.method() + " " + sent.uri()))
        .containsExactly(
            "POST https://sqs.eu-west-2.amazonaws.com/",
            "POST https://sns.eu-west-2.amazonaws.com/",
            "GET https://lambda.eu-west-2.amazonaws.com/2015-03-31/functions/reads/policy",
            "GET https://lambda.eu-west-2.amazonaws.com/2015-03-31/functions/reads/policy?Qualifier=live");
    assertThat(wire.sent().get(0).header("X-Amz-Target")).isEqualTo("AmazonSQS.GetQueueAttributes");
    assertThat(wire.sent().get(0).body())
        .isEqualTo(
            "{\"QueueUrl\":\"https://sqs.eu-west-2.amazonaws.com/111122223333/reads\",\"AttributeNames\":[\"Policy\",\"KmsMasterKeyId\"]}");
    assertThat(wire.sent().get(1).body())
        .isEqualTo(
            "Action=GetTopicAttributes&Version=2010-03-31&TopicArn=arn%3Aaws%3Asns%3Aeu-west-2%3A111122223333%3Areads");
    assertThat(
            wire.sent().stream()
                .map(sent -> sent.header("Authorization").replaceFirst("^.*?/\\d{8}/", "")))
        .allSatisfy(scope -> assertThat(scope).contains("eu-west-2/", "/aws4_request"))
        .extracting(scope -> scope.split("/")[1])
        .containsExactly("sqs", "sns", "lambda", "lambda");
  }

  @Test
  void is_gone_where_the_service_says_so() {
    var wire =
        new Wire(sent ->
            switch (sent.uri().getHost().split("[.]")[0]) {
              case "sqs" ->
                  Reply.json(
                      400,
                      "com.amazonaws.sqs#QueueDoesNotExist",
                      "The specified queue does not exist.");
              case "sns" -> Reply.xml(404, "NotFound", "Topic does not exist");
              default ->
                  new Reply(
                      404,
                      Map.of("x-amzn-ErrorType", "ResourceNotFoundException"),
                      "{\"Message\": \"Function not found\"}",
                      true);
            });

    assertThat(look(wire, ALL).values())
        .containsExactly(
            new Gone("QueueDoesNotExist: The specified queue does not exist"),
            new Gone("NotFound: Topic does not exist"),
            new Gone("ResourceNotFoundException: Function not found"),
            new Gone("ResourceNotFoundException: Function not found"));
  }

  /** A denial, and SQS's word for one, a proxy's page, an error of the service's own. */
  @Test
  void is_not_gone_for_anything_else() {
    for (Reply reply :
        List.of(
            Reply.json(403, "AccessDeniedException", "is not authorized to perform"),
            Reply.xml(403, "AuthorizationError", "is not authorized to perform"),
            Reply.json(
                400,
                "AWS.SimpleQueueService.NonExistentQueue",
                "The specified queue does not exist or you do not have access to it."),
            Reply.page(404),
            Reply.page(403),
            Reply.xml(400, "Throttling", "Rate exceeded"),
            Reply.xml(500, "InternalFailure", "oops"))) {
      assertThat(look(new Wire(_ -> reply), ALL).values())
          .as("%s", reply)
          .allMatch(Unseen.class::isInstance);
    }
  }

  @Test
  void does_not_wait_again_for_a_service_that_has_not_answered() {
    var wire = new Wire(_ -> Reply.none());

    assertThat(look(wire, List.of(QUEUE, QUEUE + "2", QUEUE + "3", TOPIC)).values())
        .allMatch(Unseen.class::isInstance);
    assertThat(wire.sent()).hasSize(2);
  }

  @Test
  void asks_nobody_about_another_accounts() {
    var wire = new Wire(_ -> Reply.ok("{}"));

    assertThat(look(wire, List.of("arn:aws:sqs:eu-west-2:079623148045:ica")).values())
        .containsExactly(new Unseen("it belongs to account 079623148045"));
    assertThat(wire.sent()).isEmpty();
  }

  /** What an ARN says becomes a host's name, a path and a body. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:sqs:evil.example/:111122223333:reads",
        "arn:aws:sqs:us-east-1@evil.example:111122223333:reads",
        "arn:aws:sqs:us-east-1:111122223333:a/../b",
        "arn:aws:sns:us-east-1:111122223333:a&Action=DeleteTopic",
        "arn:aws:lambda:us-east-1:111122223333:function:../../2015-03-31/functions/x",
        "arn:aws:lambda:us-east-1:111122223333:function:x:y?z",
        "arn:aws:lambda:us-east-1:111122223333:layer:x",
        "arn:aws:sqs:us-east-1:111122223333:a\nb",
        "not an ARN",
        ""
      })
  void sends_nothing_for_what_is_no_destinations_arn(String arn) {
    var wire = new Wire(_ -> Reply.ok("{}"));

    assertThat(look(wire, List.of(arn)).values()).allMatch(Unseen.class::isInstance);
    assertThat(wire.sent()).isEmpty();
  }

  @Test
  void knows_other_partitions() {
    var wire = new Wire(_ -> Reply.ok("{}"));

    look(wire, List.of("arn:aws-us-gov:sqs:us-gov-west-1:111122223333:reads"), "us-gov-west-1");
    look(wire, List.of("arn:aws-cn:sns:cn-north-1:111122223333:reads"), "cn-north-1");

    assertThat(wire.sent().stream().map(sent -> sent.uri().getHost()).collect(Collectors.toList()))
        .containsExactly("sqs.us-gov-west-1.amazonaws.com", "sns.cn-north-1.amazonaws.com.cn");
  }

  @Test
  void is_shut_where_its_own_policy_lets_s3_in_for_another_bucket_only() {
    var wire =
        new Wire(sent -> answer(service(sent), statement("*", "*").replace(":lab", ":other"), ""));

    assertThat(look(wire, ALL).values())
        .allSatisfy(found -> {
          assertThat(found).isInstanceOf(Shut.class);
          assertThat(((Shut) found).cause()).isEqualTo(Cause.NOT_ALLOWED);
        });
  }

  @Test
  void is_shut_where_a_statement_denies_s3() {
    String deny =
        """
        {"Sid": "OnlyUs", "Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "*",
         "Condition": {"StringNotEquals": {"aws:SourceAccount": "444455556666"}}}\
        """;
    var wire = new Wire(sent -> answer(service(sent), statement("*", "*") + "," + deny, ""));

    assertThat(look(wire, ALL).values())
        .containsOnly(
            new Shut(
                Cause.DENIED,
                "Statement \"OnlyUs\" (/Statement/1) of its policy denies S3, since aws:SourceAccount is missing or is not 444455556666"));
  }

  /** A queue that nobody has given a policy. */
  @Test
  void is_shut_where_a_queue_has_no_policy() {
    assertThat(look(new Wire(_ -> Reply.ok("{}")), List.of(QUEUE)).values())
        .allMatch(found -> found instanceof Shut(var cause, _, _) && cause == Cause.NOT_ALLOWED);
  }

  @Test
  void is_shut_where_it_is_encrypted_with_a_key_that_nobody_can_let_s3_use() {
    var wire =
        new Wire(sent -> answer(service(sent), statement("*", "*"), "alias/aws/" + service(sent)));

    assertThat(look(wire, List.of(QUEUE, TOPIC)).values())
        .allMatch(
            found -> found instanceof Shut(var cause, _, _) && cause == Cause.AWS_MANAGED_KEY);
  }

  /** The policy that SNS gives a new topic, and one about where requests come from. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"StringEquals\": {\"AWS:SourceOwner\": \"111122223333\"}",
        "\"StringEquals\": {\"aws:SourceOrgID\": \"o-1\"}",
        "\"IpAddress\": {\"aws:SourceIp\": \"10.0.0.0/8\"}"
      })
  void is_not_said_to_be_shut_where_it_depends_on_what_nobody_knows(String condition) {
    String allow =
        "{\"Effect\": \"Allow\", \"Principal\": {\"AWS\": \"*\"}, \"Action\": \"*\", \"Resource\": \"*\", \"Condition\": {%s}}"
            .formatted(condition);
    var wire = new Wire(sent -> answer(service(sent), allow, ""));

    assertThat(look(wire, ALL).values()).allMatch(Unseen.class::isInstance);
  }

  /** What is no policy, and what is no answer of that service's. */
  @Test
  void is_not_said_to_be_shut_for_an_answer_that_cannot_be_read() {
    for (String body :
        List.of(
            "<html>welcome</html>",
            "[]",
            "",
            "{\"Attributes\": {\"Policy\": \"no JSON\"}, \"Policy\": \"no JSON\"}",
            "{\"Attributes\": {\"Policy\": \"[]\"}, \"Policy\": \"[]\"}",
            "<GetTopicAttributesResult><entry><key>Policy</key><value>{",
            "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><GetTopicAttributesResult><entry><key>Policy</key><value>&e;</value></entry></GetTopicAttributesResult>")) {
      assertThat(look(new Wire(_ -> Reply.ok(body)), List.of(QUEUE, TOPIC, FUNCTION)).values())
          .as(body)
          .allMatch(Unseen.class::isInstance);
    }
  }

  /** The region in an ARN chooses the host that our signed request goes to. */
  @Test
  void nobody_is_asked_in_a_region_that_is_not_the_buckets() {
    var wire = new Wire(_ -> Reply.ok("{}"));

    assertThat(look(wire, List.of(QUEUE, TOPIC, FUNCTION), "us-east-1").values())
        .allMatch(DestinationFound.Unseen.class::isInstance);
    assertThat(wire.sent()).isEmpty();
  }
}
