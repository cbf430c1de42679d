package icaconnect.verify;

import icaconnect.aws.AwsIca;
import icaconnect.step.Step;
import icaconnect.step.StepHandler;
import java.util.List;

/** Proves that the connection works, by using it as ICA will. */
public final class VerifyHandler extends StepHandler {
  private final IcaPort ica;

  public VerifyHandler() {
    this(new AwsIca());
  }

  VerifyHandler(IcaPort ica) {
    this.ica = ica;
  }

  @Override
  protected Verification handle(Step step) {
    if (!step.writes() && step.journalled("credential").isEmpty()) {
      return Verification.of(
          List.of(
              Check.skipped("live-probe", "there is no connection yet, and a plan makes none")));
    }
    return Verification.of(new LiveProbe(ica, step).run());
  }
}
