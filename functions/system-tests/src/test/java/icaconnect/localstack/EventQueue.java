package icaconnect.localstack;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A queue of JSON messages, read by looking for one with a deadline. */
public final class EventQueue {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final SqsClient sqs;
  private final String url;
  private final List<JsonNode> received = new ArrayList<>();

  private EventQueue(SqsClient sqs, String url) {
    this.sqs = sqs;
    this.url = url;
  }

  /** A queue that is there. */
  public static EventQueue at(LocalStack localStack, String url) {
    return new EventQueue(localStack.client(SqsClient.builder()), url);
  }

  /** A new queue that hears all that the application announces from now on. */
  public static EventQueue ofAnnouncements(LocalStack localStack) {
    var queue = create(localStack);
    String name = queue.arn().substring(queue.arn().lastIndexOf(':') + 1);
    var events = localStack.client(EventBridgeClient.builder());
    String bus = localStack.output("NewsBusName");
    events.putRule(
        r -> r.name(name).eventBusName(bus).eventPattern("{\"source\": [\"ica.bucket-connect\"]}"));
    events.putTargets(r ->
        r.rule(name)
            .eventBusName(bus)
            .targets(Target.builder().id("queue").arn(queue.arn()).build()));
    return queue;
  }

  /** A new queue that gets what is published in the topic from now on. */
  public static EventQueue ofTopic(LocalStack localStack, String topicArn) {
    var queue = create(localStack);
    var sns = localStack.client(SnsClient.builder());
    sns.createTopic(r -> r.name(topicArn.substring(topicArn.lastIndexOf(':') + 1)));
    sns.subscribe(r -> r.topicArn(topicArn).protocol("sqs").endpoint(queue.arn()));
    return queue;
  }

  private static EventQueue create(LocalStack localStack) {
    var sqs = localStack.client(SqsClient.builder());
    String name = "hears-" + System.nanoTime();
    return new EventQueue(sqs, sqs.createQueue(r -> r.queueName(name)).queueUrl());
  }

  private String arn() {
    return sqs.getQueueAttributes(r -> r.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
        .attributes()
        .get(QueueAttributeName.QUEUE_ARN);
  }

  /** The first message that meets the condition, when it comes; others are kept for later calls. */
  public JsonNode next(String what, Predicate<JsonNode> condition) {
    var found = new JsonNode[1];
    Deadline.await(
        PATIENCE,
        () -> what + " among " + received,
        () -> {
          receive();
          found[0] = received.stream().filter(condition).findFirst().orElse(null);
          return found[0] != null;
        });
    received.remove(found[0]);
    return found[0];
  }

  /** Every message until now that meets the condition. */
  public List<JsonNode> all(Predicate<JsonNode> condition) {
    while (receive()) {
      continue;
    }
    return received.stream().filter(condition).toList();
  }

  private boolean receive() {
    var messages =
        sqs.receiveMessage(r -> r.queueUrl(url).maxNumberOfMessages(10).waitTimeSeconds(1))
            .messages();
    messages.forEach(message -> {
      received.add(Json.parse(message.body()));
      sqs.deleteMessage(r -> r.queueUrl(url).receiptHandle(message.receiptHandle()));
    });
    return !messages.isEmpty();
  }
}
