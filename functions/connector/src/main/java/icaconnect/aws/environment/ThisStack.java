package icaconnect.aws.environment;

/** The name of the stack that the functions belong to, as the template gives it: STACK_NAME. */
public final class ThisStack {
  private ThisStack() {}

  public static String name() {
    return System.getenv("STACK_NAME");
  }
}
