package icaconnect;

import net.jqwik.api.AfterFailureMode;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/**
 * Cuts every property to as many tries as the system property {@code properties.tries} says, the
 * same ones each time, and an example to its one: mutation testing runs it once for each mutant,
 * and must not find by chance.
 */
public final class FewTries implements AroundPropertyHook {
  private static final Integer TRIES = Integer.getInteger("properties.tries");
  private static final String SEED = "14";

  @Override
  public PropertyExecutionResult aroundProperty(
      PropertyLifecycleContext context, PropertyExecutor property) {
    if (TRIES != null) {
      var attributes = context.attributes();
      attributes.setTries(Math.min(TRIES, attributes.tries().orElse(TRIES)));
      attributes.setSeed(SEED);
      attributes.setEdgeCases(EdgeCasesMode.NONE);
      attributes.setShrinking(ShrinkingMode.OFF);
      attributes.setAfterFailure(AfterFailureMode.RANDOM_SEED);
    }
    return property.execute();
  }

  @Override
  public PropagationMode propagateTo() {
    return PropagationMode.ALL_DESCENDANTS;
  }

  /** Outside of everything else. */
  @Override
  public int aroundPropertyProximity() {
    return -100;
  }
}
