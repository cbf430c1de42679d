package icaconnect.entry;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.code.Code;
import icaconnect.failure.Refused;
import icaconnect.failure.TryAgain;
import icaconnect.lambda.JsonHandler;
import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Takes a request of CloudFormation, and starts the workflow that will answer it, or answers at
 * once.
 */
public final class CustomResourceHandler extends JsonHandler {
  private final Supplier<Ports> wiring;
  private final ResponseUrl responseUrl;
  private final Clock clock;

  /** The wiring is made inside the call, so that even its failure is answered. */
  public CustomResourceHandler(Supplier<Ports> wiring, ResponseUrl responseUrl, Clock clock) {
    this.wiring = wiring;
    this.responseUrl = responseUrl;
    this.clock = clock;
  }

  @Override
  protected Object handle(JsonNode input, Context context) {
    var request = ResourceRequest.read(input);
    var sending = new Sending(responseUrl, context.getLogger());
    if (!responseUrl.accepts(request.responseUrl())) {
      // Not CloudFormation's: nothing is done for it, and nobody is answered.
      context.getLogger().log(request + ": its response URL is refused", LogLevel.ERROR);
      return Map.of("refused", "RESPONSE_URL");
    }
    try {
      return take(request, wiring.get(), sending);
    } catch (TryAgain e) {
      throw e;
    } catch (Throwable e) {
      var reason = reason(request, e);
      context.getLogger().log(request + ": " + reason, LogLevel.ERROR);
      return answerFailure(Door.failed(request, reason), sending);
    }
  }

  private Object take(ResourceRequest request, Ports ports, Sending sending) {
    var known = ports.requests().find(request.id().key());
    var decided = decide(request, known.isPresent(), ports);
    if (known.isEmpty()) {
      ports.requests().keep(decided.waiting(), WaitingRequest.expiry(clock));
    }
    return switch (decided.decision()) {
      case DoorDecision.AnswerNow(var answer) ->
          new Answering(ports.requests(), sending, clock)
              .answer(known.orElse(decided.waiting()), answer)
              .told();
      case DoorDecision.Start start -> {
        var name = request.id().executionName();
        if (known.filter(before -> before.decided().isPresent()).isPresent()
            && !ports.workflows().isStarted(start.workflow(), name)) {
          // It was refused, and that answer may not have arrived. Work now would contradict it.
          yield new Answering(ports.requests(), sending, clock).again(known.get()).told();
        }
        if (known.isEmpty() || !ports.workflows().isStarted(start.workflow(), name)) {
          ports
              .workflows()
              .start(
                  start.workflow(), name, WorkflowInput.answering(request.id(), start.request()));
        }
        yield Map.of("execution", name);
      }
    };
  }

  /** What is refused as another's is answered, and starts nothing. */
  private static Door.Decided decide(ResourceRequest request, boolean known, Ports ports) {
    var decided = Door.decide(request);
    if (decided.decision() instanceof DoorDecision.Start start
        && !(known
            && ports.workflows().isStarted(start.workflow(), request.id().executionName()))) {
      return ports
          .claims()
          .problem(request)
          .map(problem -> Door.notDeclared(request, problem))
          .orElse(decided);
    }
    return decided;
  }

  private Object answerFailure(Door.Refused refused, Sending sending) {
    AnswerDelivery delivery;
    try {
      delivery =
          new Answering(wiring.get().requests(), sending, clock)
              .answer(refused.waiting(), refused.answer());
    } catch (Throwable e) {
      // Without the registry two answers are possible. None would be worse.
      delivery =
          sending.send(
              refused.waiting(), AnswerBody.write(refused.waiting().id(), refused.answer()));
    }
    return delivery.told();
  }

  /** Messages of others might quote what they were given. */
  private static String reason(ResourceRequest request, Throwable failure) {
    var text =
        failure instanceof Refused refused
            ? refused.getMessage()
            : Code.INTERNAL_ERROR
                + ": "
                + failure
                + ". Remedy: try again; if it fails again, see the log of this function.";
    return request.responseUrl().isEmpty()
        ? text
        : text.replace(request.responseUrl(), "[response URL]");
  }
}
