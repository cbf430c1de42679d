package icaconnect.entry;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.code.Code;
import icaconnect.lambda.JsonHandler;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Refuses to let the stack be deleted while something of it is connected: users and keys would stay
 * with nobody to take them back. Refuses as well to let it become a version that is older than what
 * its registry was written by. Every request is answered at once; nothing is ever changed. Says as
 * well since when audits are to be expected, which an alarm cannot know by itself.
 */
public final class DeletionGuardHandler extends JsonHandler {
  /**
   * How long pages are asked for. With one call more and {@link
   * icaconnect.lambda.RetryPolicy#TO_CLOUDFORMATION}, an answer comes within the resource's
   * ServiceTimeout.
   */
  static final Duration LONGEST = Duration.ofSeconds(30);

  /** The resource's type in the template, and its one attribute. */
  static final String AUDITS_EXPECTED = "Custom::IcaAuditsExpected";

  static final String SINCE = "Since";

  private static final String IN_DELETION = "DELETE_IN_PROGRESS";

  /**
   * CloudFormation offers it for a stack that is DELETE_FAILED, and keeps then only what it could
   * not delete.
   * https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DeleteStack.html
   */
  private static final String NOT_BY_FORCE =
      " Do not force the deletion (FORCE_DELETE_STACK): that passes over this guard, and access"
          + " keys may stay live with nothing to take them back.";

  private static final PhysicalId ID = new PhysicalId("ica-deletion-guard");

  private final Guarded guarded;
  private final Supplier<Ports> wiring;
  private final ResponseUrl responseUrl;
  private final Clock clock;

  /** The wiring is made inside the call, so that even its failure is answered. */
  public DeletionGuardHandler(
      Guarded guarded, Supplier<Ports> wiring, ResponseUrl responseUrl, Clock clock) {
    this.guarded = guarded;
    this.wiring = wiring;
    this.responseUrl = responseUrl;
    this.clock = clock;
  }

  /**
   * The stack that is kept.
   *
   * @param stackId its ARN
   * @param audit the ARN of the workflow that rebuilds lost records
   * @param disconnectAll the ARN of the workflow that ends what keeps it
   */
  public record Guarded(String stackId, String audit, String disconnectAll) {}

  /**
   * What is looked at before it goes, or is another version.
   *
   * @param buckets those that something of ours may be in
   * @param newer the buckets whose records a newer version has written
   * @param users the IAM users at this stack's path
   */
  public record Ports(StackStatus status, Pages buckets, Pages newer, Pages users) {}

  @Override
  protected Object handle(JsonNode input, Context context) {
    var request = ResourceRequest.read(input);
    var log = context.getLogger();
    if (!responseUrl.accepts(request.responseUrl())) {
      log.log(request + ": its response URL is refused", LogLevel.ERROR);
      return Map.of("refused", "RESPONSE_URL");
    }
    var body = AnswerBody.write(request.id(), answer(request, log));
    return new Sending(responseUrl, log).send(request.id(), request.responseUrl(), body).told();
  }

  private Answer answer(ResourceRequest request, LambdaLogger log) {
    var id = request.physicalId().orElse(ID);
    boolean deletes = request.verb().filter(Verb.DELETE::equals).isPresent();
    if (!request.id().stackId().equals(guarded.stackId())) {
      // Another stack has nothing here that could be lost, and is told nothing.
      return deletes
          ? Answer.success(id, "It guards nothing.")
          : Answer.failed(
              id, Code.NOT_DECLARED + ": This guards the stack that it is part of only.");
    }
    if (request.type().filter(AUDITS_EXPECTED::equals).isPresent()) {
      return expected(request);
    }
    if (!deletes) {
      return request.verb().isPresent()
          ? version(id, request, log)
          : Answer.failed(id, "The request type is unknown.");
    }
    try {
      return deletion(id, wiring.get(), log);
    } catch (Throwable e) {
      log.log(request + ": " + e, LogLevel.ERROR);
      return Answer.failed(
          id,
          Code.CONNECTIONS_UNSEEN
              + ": Nobody knows whether buckets are still connected, so nothing was deleted: "
              + withoutUrl(request, e)
              + NOT_BY_FORCE
              + " Remedy: mend that and delete the stack again, or see docs/operations.md.");
    }
  }

  /** From now on: CloudFormation asks when the stack is made, and when the schedule is another. */
  private Answer expected(ResourceRequest request) {
    return new Answer(
        true,
        request.physicalId().orElse(new PhysicalId("ica-audits-expected")),
        "Audits are expected from now on.",
        Map.of(SINCE, Long.toString(clock.instant().getEpochSecond())));
  }

  /**
   * What cannot be seen keeps nobody from deploying: workflows refuse each newer record by itself.
   */
  private Answer version(PhysicalId id, ResourceRequest request, LambdaLogger log) {
    try {
      var ports = wiring.get();
      var newer = StillThere.in(ports.newer(), clock.instant().plus(LONGEST), clock);
      if (newer.all().isEmpty() || goesBack(status(ports, log))) {
        return Answer.success(id, "The stack is guarded.");
      }
      return Answer.failed(
          id,
          Code.REGISTRY_IS_NEWER
              + ": This version does not know the records that a newer one has written. Remedy:"
              + " deploy the newer version, or disconnect these buckets by it first: "
              + newer.names()
              + ".");
    } catch (Throwable e) {
      log.log(
          request + ": nobody knows who wrote the registry: " + withoutUrl(request, e),
          LogLevel.ERROR);
      return Answer.success(id, "The stack is guarded; its registry could not be read.");
    }
  }

  /** A failed update is taken back to the version before, whatever it has written meanwhile. */
  private static boolean goesBack(Optional<String> status) {
    return status.filter(one -> one.contains("ROLLBACK")).isPresent();
  }

  private Answer deletion(PhysicalId id, Ports ports, LambdaLogger log) {
    if (status(ports, log).filter(status -> !status.equals(IN_DELETION)).isPresent()) {
      return Answer.success(id, "The stack itself is not being deleted.");
    }
    var until = clock.instant().plus(LONGEST);
    var connected = StillThere.in(ports.buckets(), until, clock);
    if (!connected.isNothing()) {
      return Answer.failed(id, stillConnected(connected));
    }
    // No connection that a record knows has a user any more, so whoever is there is in none.
    var users = StillThere.in(ports.users(), until, clock);
    return users.isNothing()
        ? Answer.success(id, "Nothing is connected.")
        : Answer.failed(id, withoutRecord(users));
  }

  private String stillConnected(StillThere buckets) {
    return Code.STILL_CONNECTED
        + ": "
        + buckets.count("bucket is", "buckets are")
        + " still connected, so nothing was deleted."
        + NOT_BY_FORCE
        + " Remedy: "
        + disconnectAll()
        + " and, when that has succeeded, delete the stack again. Still connected: "
        + buckets.names()
        + ".";
  }

  private String withoutRecord(StillThere users) {
    return Code.USERS_WITHOUT_RECORD
        + ": "
        + users.count("IAM user", "IAM users")
        + " of this stack without a record of the connection, whose access keys may be live, so"
        + " nothing was deleted: "
        + users.names()
        + "."
        + NOT_BY_FORCE
        + " Remedy: "
        + start(guarded.audit(), "{}")
        + " rebuilds the records that it can, and then "
        + disconnectAll()
        + " takes those back. Delete the stack again. Whoever is named once more, no audit can"
        + " find: end its keys (aws iam list-access-keys --user-name NAME, aws iam"
        + " delete-access-key --user-name NAME --access-key-id ID) and delete it, as"
        + " docs/operations.md says; or, to keep the user as yours: aws iam update-user"
        + " --user-name NAME --new-path /";
  }

  /** Where it can't be seen, the stack is kept as if it were being deleted. */
  private Optional<String> status(Ports ports, LambdaLogger log) {
    try {
      return Optional.of(ports.status().of(guarded.stackId()));
    } catch (RuntimeException e) {
      log.log("CloudFormation does not say what it does to the stack: " + e, LogLevel.ERROR);
      return Optional.empty();
    }
  }

  private String disconnectAll() {
    return start(guarded.disconnectAll(), "{\"disconnect\": \"every bucket of this stack\"}");
  }

  private static String start(String workflow, String input) {
    return "aws stepfunctions start-execution --region "
        + workflow.split(":", 5)[3]
        + " --state-machine-arn "
        + workflow
        + " --input '"
        + input
        + "'";
  }

  private static String withoutUrl(ResourceRequest request, Throwable failure) {
    return failure.toString().replace(request.responseUrl(), "[response URL]");
  }
}
