package icaconnect.verify;

import icaconnect.step.Step;
import icaconnect.step.StepHandler;

/** Proves that the connection works, by using it as ICA will. */
public final class VerifyHandler extends StepHandler {
  private final IcaPort ica;

  public VerifyHandler(String stack, IcaPort ica) {
    super(stack);
    this.ica = ica;
  }

  @Override
  protected Verification handle(Step step) {
    var probe = new LiveProbe(ica, step);
    return Verification.of(
        step.writes() || step.journalled("credential").isPresent()
            ? probe.run()
            : probe.skipAll("there is no connection yet, and a plan makes none"));
  }
}
