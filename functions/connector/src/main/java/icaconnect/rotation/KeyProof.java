package icaconnect.rotation;

import icaconnect.step.Step;

/** Proves a key that has just been made by using it. */
@FunctionalInterface
public interface KeyProof {
  /**
   * Throws {@link icaconnect.failure.TryAgain} while AWS does not know the pending key of this
   * secret, and refuses one that is not of the connection's user.
   */
  void usePending(Step step, String secretName);
}
