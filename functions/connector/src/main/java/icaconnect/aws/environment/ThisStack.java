package icaconnect.aws.environment;

import icaconnect.connection.AwsArn;
import icaconnect.entry.DeletionGuardHandler.Guarded;
import icaconnect.step.AwsAccount;
import icaconnect.step.Installation;

/**
 * The stack that the functions belong to, as the template gives it: STACK_NAME and STACK_VERSION,
 * and to the one that guards it STACK_ID, AUDIT_STATE_MACHINE_ARN,
 * DISCONNECT_ALL_STATE_MACHINE_ARN, REGISTRY_SCHEMA and EARLIER_CONNECTIONS.
 */
public final class ThisStack {
  private ThisStack() {}

  public static String name() {
    return System.getenv("STACK_NAME");
  }

  /** The version of this application that the stack was deployed as. */
  public static String version() {
    return System.getenv("STACK_VERSION");
  }

  /** The highest version of registry records that this one knows. */
  public static int registrySchema() {
    return Integer.parseInt(System.getenv("REGISTRY_SCHEMA"));
  }

  /** Whether the deployer says that connections are from before names carried the stack's. */
  public static boolean hasEarlierConnections() {
    return Boolean.parseBoolean(System.getenv("EARLIER_CONNECTIONS"));
  }

  /** By the ARN of the stack that is guarded. */
  public static Installation installation() {
    String stackId = System.getenv("STACK_ID");
    return new Installation(
        name(),
        new AwsAccount(
            AwsArn.partition(stackId), AwsArn.account(stackId), System.getenv("AWS_REGION")));
  }

  public static Guarded guarded() {
    return new Guarded(
        System.getenv("STACK_ID"),
        System.getenv("AUDIT_STATE_MACHINE_ARN"),
        System.getenv("DISCONNECT_ALL_STATE_MACHINE_ARN"));
  }
}
