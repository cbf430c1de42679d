package icaconnect.cli.deployed;

import icaconnect.cli.execution.Executions;

/** What a command reaches by the caller's credentials and region. */
public interface Reach {
  /** Any execution that the caller may see, whichever stack's it is. */
  Executions executions();

  /** The stack of this name, as it is now. */
  Deployment stack(String name);
}
