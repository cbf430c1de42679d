package icaconnect.iam;

/** IAM does not delete what something hangs on; what that is, nobody has looked up yet. */
public final class StillInUse extends RuntimeException {
  private final transient IamAction action;

  public StillInUse(IamAction action, Throwable cause) {
    super("IAM refused " + action.getClass().getSimpleName(), cause);
    this.action = action;
  }

  IamAction action() {
    return action;
  }
}
