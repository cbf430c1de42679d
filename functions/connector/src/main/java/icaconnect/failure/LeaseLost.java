package icaconnect.failure;

/**
 * Stop, and clean up nothing: another execution holds this bucket now and answers for its state.
 */
public final class LeaseLost extends RuntimeException {
  public LeaseLost(String bucket) {
    super(
        "Another execution has taken over the bucket " + bucket + ". This one wrote nothing more.");
  }
}
