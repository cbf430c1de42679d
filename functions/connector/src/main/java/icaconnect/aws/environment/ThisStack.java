package icaconnect.aws.environment;

import icaconnect.entry.DeletionGuardHandler.Guarded;

/**
 * The stack that the functions belong to, as the template gives it: STACK_NAME, and to the one that
 * guards it STACK_ID and DISCONNECT_ALL_STATE_MACHINE_ARN.
 */
public final class ThisStack {
  private ThisStack() {}

  public static String name() {
    return System.getenv("STACK_NAME");
  }

  public static Guarded guarded() {
    return new Guarded(
        System.getenv("STACK_ID"), System.getenv("DISCONNECT_ALL_STATE_MACHINE_ARN"));
  }
}
