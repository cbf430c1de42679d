package icaconnect.entry;

/** What CloudFormation is doing to a stack. */
@FunctionalInterface
public interface StackStatus {
  /** Its status, such as {@code DELETE_IN_PROGRESS}. */
  String of(String stackId);
}
