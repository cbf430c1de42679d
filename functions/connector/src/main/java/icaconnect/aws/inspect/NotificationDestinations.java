package icaconnect.aws.inspect;

import icaconnect.aws.client.SignedAnswer;
import icaconnect.aws.client.SignedCall;
import icaconnect.aws.client.SignedCall.Service;
import icaconnect.aws.client.SignedCalls;
import icaconnect.inspect.DestinationFound;
import icaconnect.lambda.Json;
import icaconnect.step.OwnedBucket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.ServiceMetadata;

/**
 * Looks whether a queue, topic or function is there and lets S3 in, by one call each. Only an error
 * that says so means "gone", and only a policy that says so means "shut".
 *
 * <ul>
 *   <li>https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueAttributes.html
 *   <li>https://docs.aws.amazon.com/sns/latest/api/API_GetTopicAttributes.html
 *   <li>https://docs.aws.amazon.com/lambda/latest/api/API_GetPolicy.html
 * </ul>
 */
final class NotificationDestinations {
  /** Region and names become parts of requests: nothing else may stand there. */
  private static final Pattern ARN =
      Pattern.compile(
          "arn:aws[a-z-]*:(?:(sqs|sns):([a-z]{2}(?:-[a-z]+)+-\\d):(\\d{12}):([\\w-]{1,256}(?:\\.fifo)?)"
              + "|lambda:([a-z]{2}(?:-[a-z]+)+-\\d):(\\d{12}):function:([\\w-]{1,140})(?::([\\w$-]{1,128}))?)");

  private final SignedCalls aws;
  private final OwnedBucket bucket;
  private final DestinationKeys keys;

  /** Where one service has not answered, it is not waited for again. */
  private final Map<Service, String> silent = new EnumMap<>(Service.class);

  NotificationDestinations(SignedCalls aws, OwnedBucket bucket, DestinationKeys keys) {
    this.aws = aws;
    this.bucket = bucket;
    this.keys = keys;
  }

  Map<String, DestinationFound> of(List<String> arns) {
    Map<String, DestinationFound> found = new LinkedHashMap<>();
    arns.forEach(arn -> found.put(arn, of(arn)));
    return found;
  }

  private DestinationFound of(String arn) {
    Matcher parts = ARN.matcher(arn);
    if (!parts.matches()) {
      return new DestinationFound.Unseen("nobody here knows how to ask for it");
    }
    boolean function = parts.group(1) == null;
    String owner = parts.group(function ? 6 : 3);
    if (!owner.equals(bucket.owner())) {
      return new DestinationFound.Unseen("it belongs to account " + owner);
    }
    if (!parts.group(function ? 5 : 2).equals(bucket.region())) {
      return new DestinationFound.Unseen("it is of another region, to which S3 does not deliver");
    }
    return function ? function(parts) : parts.group(1).equals("sqs") ? queue(parts) : topic(parts);
  }

  /** Its host is where SQS is asked anyway. */
  private DestinationFound queue(Matcher parts) {
    var region = Region.of(parts.group(2));
    var question =
        Json.MAPPER
            .createObjectNode()
            .put(
                "QueueUrl",
                "https://%s/%s/%s"
                    .formatted(
                        ServiceMetadata.of("sqs").endpointFor(region),
                        parts.group(3),
                        parts.group(4)));
    question.putArray("AttributeNames").add("Policy").add("KmsMasterKeyId");
    var call =
        SignedCall.post(
            Service.SQS,
            parts.group(2),
            Map.of(
                "X-Amz-Target",
                "AmazonSQS.GetQueueAttributes",
                "Content-Type",
                "application/x-amz-json-1.0"),
            Json.write(question));
    return looked(
        parts.group(), call, "QueueDoesNotExist", "AWS.SimpleQueueService.NonExistentQueue");
  }

  private DestinationFound topic(Matcher parts) {
    String arn = URLEncoder.encode(parts.group(), StandardCharsets.UTF_8);
    var call =
        SignedCall.post(
            Service.SNS,
            parts.group(2),
            Map.of("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"),
            "Action=GetTopicAttributes&Version=2010-03-31&TopicArn=" + arn);
    return looked(parts.group(), call, "NotFound", "NotFoundException");
  }

  /** Without a policy S3 cannot invoke it, which S3 refuses as it does one that is gone. */
  private DestinationFound function(Matcher parts) {
    var call =
        SignedCall.get(
            Service.LAMBDA,
            parts.group(5),
            "/2015-03-31/functions/" + parts.group(7) + "/policy",
            parts.group(8) == null ? Map.of() : Map.of("Qualifier", parts.group(8)));
    return looked(parts.group(), call, "ResourceNotFoundException", "ResourceNotFoundException");
  }

  private DestinationFound looked(String arn, SignedCall call, String gone, String alsoGone) {
    if (silent.containsKey(call.service())) {
      return new DestinationFound.Unseen(silent.get(call.service()));
    }
    try {
      SignedAnswer answer = aws.send(call);
      if (answer.succeeded()) {
        return DestinationPolicy.in(call.service(), answer.body())
            .map(policy -> policy.judged(arn, bucket, Instant.now(), keys::of))
            .orElseGet(() ->
                new DestinationFound.Unseen(
                    "it is there, and what was answered of its policy cannot be read"));
      }
      // SQS says this, too, to who may not ask.
      boolean denied = answer.message().contains("or you do not have access");
      return !denied && (answer.code().equals(gone) || answer.code().equals(alsoGone))
          ? new DestinationFound.Gone(answer.reason())
          : new DestinationFound.Unseen(answer.reason());
    } catch (SdkException e) {
      silent.put(call.service(), call.service() + " gave no answer");
      return new DestinationFound.Unseen(silent.get(call.service()));
    }
  }
}
