package icaconnect.aws.inspect;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.aws.client.SignedCall.Service;
import icaconnect.inspect.DestinationFound;
import icaconnect.inspect.DestinationFound.Cause;
import icaconnect.lambda.Json;
import icaconnect.lambda.Shortened;
import icaconnect.policy.Delivery;
import icaconnect.policy.Explanation;
import icaconnect.step.OwnedBucket;
import java.io.StringReader;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;

/**
 * What a queue, topic or function says of who may come in.
 *
 * @param document its own policy; one without statements where it has none
 * @param key that it is encrypted with, where that is one of KMS
 */
record DestinationPolicy(Service service, JsonNode document, Optional<String> key) {
  private static final Map<Service, String> ACTIONS =
      Map.of(
          Service.SQS, "sqs:SendMessage",
          Service.SNS, "sns:Publish",
          Service.LAMBDA, "lambda:InvokeFunction");

  /** Of a successful answer; empty where that is not what the service answers. */
  static Optional<DestinationPolicy> in(Service service, String body) {
    try {
      return switch (service) {
        // Attributes that nobody has set are left out, all of them too.
        case SQS ->
            Json.parse(body).isObject()
                ? inJson(service, Json.parse(body).path("Attributes"))
                : Optional.empty();
        case SNS -> inXml(service, body);
        // Always there: a function without one is answered as one that is gone.
        case LAMBDA ->
            Json.parse(body).hasNonNull("Policy")
                ? inJson(service, Json.parse(body))
                : Optional.empty();
        case S3_CONTROL -> Optional.empty();
      };
    } catch (IllegalArgumentException | XMLStreamException notWhatTheServiceAnswers) {
      return Optional.empty();
    }
  }

  private static Optional<DestinationPolicy> inJson(Service service, JsonNode attributes) {
    var texts = new HashMap<String, String>();
    attributes.properties().forEach(each -> texts.put(each.getKey(), each.getValue().asText()));
    return of(service, texts);
  }

  private static Optional<DestinationPolicy> inXml(Service service, String body)
      throws XMLStreamException {
    var factory = XMLInputFactory.newInstance();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    var attributes = new HashMap<String, String>();
    var xml = factory.createXMLStreamReader(new StringReader(body));
    boolean topic = false;
    String key = "";
    while (xml.hasNext()) {
      if (xml.next() == XMLStreamConstants.START_ELEMENT) {
        switch (xml.getLocalName()) {
          case "GetTopicAttributesResult" -> topic = true;
          case "key" -> key = xml.getElementText();
          case "value" -> attributes.put(key, xml.getElementText());
          default -> {
            // Around the entries.
          }
        }
      }
    }
    return topic ? of(service, attributes) : Optional.empty();
  }

  private static Optional<DestinationPolicy> of(Service service, Map<String, String> attributes) {
    var document = Json.parse(attributes.getOrDefault("Policy", "{}"));
    return document.isObject()
        ? Optional.of(
            new DestinationPolicy(
                service,
                document,
                Optional.ofNullable(attributes.get("KmsMasterKeyId"))
                    .filter(name -> !name.isEmpty())))
        : Optional.empty();
  }

  /** Characters of what others wrote: findings go through the workflow, which takes 256 KiB. */
  private static final int QUOTED = 300;

  /**
   * @param ofKey judges the key of one that lets S3 in itself
   */
  DestinationFound judged(
      String arn, OwnedBucket bucket, Instant now, Function<String, DestinationFound> ofKey) {
    String partition = arn.split(":", 3)[1];
    String bucketArn = "arn:" + partition + ":s3:::" + bucket.name();
    return switch (Delivery.of(
        document,
        Objects.requireNonNull(ACTIONS.get(service)),
        arn,
        bucketArn,
        bucket.owner(),
        bucket.region(),
        now)) {
      case Delivery.Denied(var by) ->
          new DestinationFound.Shut(
              Cause.DENIED,
              shortened(Explanation.name(by))
                  + " of its policy denies S3, since "
                  + shortened(Explanation.reason(by, "S3")));
      case Delivery.NotAllowed() ->
          new DestinationFound.Shut(
              Cause.NOT_ALLOWED,
              "no statement of its policy lets "
                  + Delivery.S3
                  + " in for this bucket with "
                  + ACTIONS.get(service));
      case Delivery.Unsure(var keys) ->
          new DestinationFound.Unseen(
              "it is there, and whether its policy lets S3 in depends on "
                  + shortened(String.join(", ", keys)));
      case Delivery.LetIn() -> key.map(ofKey).orElseGet(DestinationFound.There::new);
    };
  }

  static String shortened(String text) {
    return Shortened.to(QUOTED, text);
  }
}
