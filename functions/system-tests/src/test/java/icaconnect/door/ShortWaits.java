package icaconnect.door;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.localstack.LocalStack;
import software.amazon.awssdk.services.sfn.SfnClient;

/**
 * As long as it is open, a disconnect waits for less than a minute for the last function of a
 * stopped execution. The functions may run for a minute, but here they end within seconds.
 */
final class ShortWaits implements AutoCloseable {
  private static final String WAIT = "$max([0, 65 -";
  private static final String SHORT_WAIT = "$max([0, 15 -";

  private final SfnClient sfn;
  private final String disconnect;
  private final String definition;

  ShortWaits(LocalStack localStack) {
    sfn = localStack.client(SfnClient.builder());
    disconnect = localStack.output("DisconnectStateMachineArn");
    definition = sfn.describeStateMachine(r -> r.stateMachineArn(disconnect)).definition();
    assertThat(definition).containsOnlyOnce(WAIT);
    define(definition.replace(WAIT, SHORT_WAIT));
  }

  @Override
  public void close() {
    define(definition);
  }

  private void define(String wanted) {
    sfn.updateStateMachine(r -> r.stateMachineArn(disconnect).definition(wanted));
  }
}
