package icaconnect.function;

import icaconnect.aws.environment.RequestEventFields;
import icaconnect.aws.s3.S3BucketTags;
import icaconnect.event.EventHandler;

/** Decides what an event asks for. */
public final class EventFunction extends Function {
  public EventFunction() {
    super(new EventHandler(new S3BucketTags(), RequestEventFields.ofEnvironment()));
  }
}
