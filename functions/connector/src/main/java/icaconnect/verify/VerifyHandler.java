package icaconnect.verify;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import icaconnect.reading.Reads;
import icaconnect.step.OwnedBucket;
import icaconnect.step.Step;
import icaconnect.step.StepHandler;
import icaconnect.step.StepName;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Proves that the connection works, by using it as ICA will. */
public final class VerifyHandler extends StepHandler {
  private final IcaPort ica;
  private final Function<OwnedBucket, Optional<JsonNode>> policies;
  private final Clock clock;
  private final Supplier<Reads> reading;

  /**
   * A handler that tries by this port.
   *
   * @param policies reads a bucket's policy, which decides what is not tried
   * @param reading how the ports may be asked and the objects tried
   */
  public VerifyHandler(
      String stack,
      IcaPort ica,
      Function<OwnedBucket, Optional<JsonNode>> policies,
      Clock clock,
      Supplier<Reads> reading) {
    super(stack);
    this.reading = reading;
    this.ica = ica;
    this.policies = policies;
    this.clock = clock;
  }

  @Override
  protected Verification handle(Step step) {
    try (var reads = reading.get()) {
      return tried(step, new LiveProbe(ica, step, () -> judged(step), reads));
    }
  }

  private static Verification tried(Step step, LiveProbe probe) {
    if (!step.writes() && step.journalled(StepName.CREDENTIAL).isEmpty()) {
      return Verification.of(
          probe.skipAll("there is no connection yet, and a plan makes none"), List.of());
    }
    var checks = probe.run();
    return Verification.of(checks, probe.left());
  }

  private JudgedChecks judged(Step step) {
    var policy = policies.apply(step.ownedBucket()).orElseGet(Json.MAPPER::createObjectNode);
    return new JudgedChecks(step, policy, clock.instant());
  }
}
