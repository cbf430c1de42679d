package icaconnect.event;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.JsonHandler;
import icaconnect.step.AwsAccount;
import java.util.Set;

/** Decides what an event asks for; the workflow does it. */
public final class EventHandler extends JsonHandler {
  private final BucketTags tags;
  private final Set<String> moreFields;

  /**
   * @param moreFields what a request by event may say besides bucket, prefix, region and mode
   */
  public EventHandler(BucketTags tags, Set<String> moreFields) {
    this.tags = tags;
    this.moreFields = Set.copyOf(moreFields);
  }

  @Override
  protected EventDecision handle(JsonNode json, Context context) {
    var event = EventBridgeEvents.read(json);
    return switch (event.getDetailType()) {
      case RequestEvent.DETAIL_TYPE -> RequestEvent.decide(event, moreFields);
      case TagEvent.DETAIL_TYPE ->
          TagEvent.decide(
              event, AwsAccount.ofFunctionArn(context.getInvokedFunctionArn()).id(), tags);
      default ->
          new EventDecision.PutAside(
              "UNKNOWN_EVENT: its detail-type is not one that this application hears.");
    };
  }
}
