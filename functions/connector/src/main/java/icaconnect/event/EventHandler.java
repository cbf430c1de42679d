package icaconnect.event;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.JsonHandler;
import icaconnect.step.AwsAccount;

/** Decides what an event asks for; the workflow does it. */
public final class EventHandler extends JsonHandler {
  private final BucketTags tags;

  public EventHandler(BucketTags tags) {
    this.tags = tags;
  }

  @Override
  protected Decision handle(JsonNode event, Context context) {
    return switch (event.path("detail-type").asText()) {
      case RequestEvent.DETAIL_TYPE -> RequestEvent.decide(event);
      case TagEvent.DETAIL_TYPE ->
          TagEvent.decide(
              event, AwsAccount.ofFunctionArn(context.getInvokedFunctionArn()).id(), tags);
      default ->
          new Decision.PutAside(
              "UNKNOWN_EVENT: its detail-type is not one that this application hears.");
    };
  }
}
