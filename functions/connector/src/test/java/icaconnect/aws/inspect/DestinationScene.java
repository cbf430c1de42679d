package icaconnect.aws.inspect;

import icaconnect.aws.client.Wire;
import icaconnect.aws.client.Wire.Reply;
import icaconnect.inspect.DestinationFound;
import icaconnect.lambda.Json;
import icaconnect.step.OwnedBucket;
import java.util.List;
import java.util.Map;

/** A queue, a topic and a function to which a bucket sends its notifications. */
abstract class DestinationScene {
  static final String ACCOUNT = "111122223333";
  static final String QUEUE = "arn:aws:sqs:eu-west-2:111122223333:reads";
  static final String TOPIC = "arn:aws:sns:eu-west-2:111122223333:reads";
  static final String FUNCTION = "arn:aws:lambda:eu-west-2:111122223333:function:reads";
  static final String ALIAS = FUNCTION + ":live";
  static final List<String> ALL = List.of(QUEUE, TOPIC, FUNCTION, ALIAS);

  static Map<String, DestinationFound> look(Wire wire, List<String> arns) {
    return look(wire, arns, "eu-west-2");
  }

  static Map<String, DestinationFound> look(Wire wire, List<String> arns, String region) {
    return new AwsInspect(wire.clients(), Denials.FATAL)
        .destinations(arns, new OwnedBucket("lab", region, ACCOUNT));
  }

  static String service(Wire.Sent sent) {
    return sent.uri().getHost().split("[.]")[0];
  }

  static Reply letsIn(String service, boolean alias) {
    return switch (service) {
      case "sqs" -> answer(service, statement("sqs:SendMessage", QUEUE), "");
      case "sns" -> answer(service, statement("SNS:Publish", TOPIC), "");
      default -> answer(service, statement("lambda:InvokeFunction", alias ? ALIAS : FUNCTION), "");
    };
  }

  /** As the documentation of S3 has it. */
  static String statement(String action, String arn) {
    return """
    {"Effect": "Allow", "Principal": {"Service": "s3.amazonaws.com"}, "Action": "%s", "Resource": "%s",
     "Condition": {"ArnLike": {"aws:SourceArn": "arn:aws:s3:*:*:lab"},
                   "StringEquals": {"aws:SourceAccount": "111122223333"}}}\
    """
        .formatted(action, arn);
  }

  /** As the service answers it: policies are text within JSON, or within XML. */
  static Reply answer(String service, String statements, String key) {
    String policy = "{\"Version\": \"2012-10-17\", \"Statement\": [" + statements + "]}";
    String text = Json.write(Json.MAPPER.getNodeFactory().textNode(policy));
    return switch (service) {
      case "sqs" ->
          Reply.ok(
              "{\"Attributes\": {\"Policy\": %s%s}}"
                  .formatted(text, key.isEmpty() ? "" : ", \"KmsMasterKeyId\": \"" + key + "\""));
      case "sns" ->
          Reply.ok(
              "<GetTopicAttributesResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\"><GetTopicAttributesResult><Attributes>"
                  + entry("Owner", ACCOUNT)
                  + entry("Policy", policy)
                  + (key.isEmpty() ? "" : entry("KmsMasterKeyId", key))
                  + "</Attributes></GetTopicAttributesResult></GetTopicAttributesResponse>");
      default -> Reply.ok("{\"Policy\": %s, \"RevisionId\": \"1\"}".formatted(text));
    };
  }

  static String entry(String key, String value) {
    return "<entry><key>%s</key><value>%s</value></entry>"
        .formatted(key, value.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;"));
  }
}
