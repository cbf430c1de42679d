package icaconnect.rotation;

/** Proves a key that has just been made by using it. */
@FunctionalInterface
public interface KeyProof {
  /**
   * Throws {@link icaconnect.failure.TryAgain} while AWS does not know the pending key of this
   * secret.
   */
  void usePending(String secretName);
}
