package icaconnect.function;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import icaconnect.aws.client.Rehearsal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** What the workflow asks of a step, about a bucket that is nobody's. */
enum FirstInvocation {
  /** Everything is read and judged. */
  PLAN("plan"),
  /** The connection's key is used, too. */
  PROOF("apply");

  /**
   * So often that what every invocation runs through is compiled: C1 takes what was called 200
   * times.
   */
  private static final int TIMES = 20;

  private final byte[] event;

  FirstInvocation(String mode) {
    event =
        """
        {"goal": "connect", "request": {"bucket": "rehearsal", "mode": "%s"}, "lease": null, "journal": {},
         "facts": {"exists": true, "region": "%s", "versioning": "ENABLED", "bucketKey": false}}
        """
            .formatted(mode, RehearsalContext.REGION)
            .getBytes(StandardCharsets.UTF_8);
  }

  /**
   * A rehearsal that fails makes a first answer slower and nothing else, so it is said and
   * forgiven.
   */
  void rehearse(RequestStreamHandler function) {
    try {
      Rehearsal.play(() -> {
        for (int i = 0; i < TIMES; i++) {
          invoke(function);
        }
        return null;
      });
    } catch (Exception e) {
      System.err.println("The rehearsal before the snapshot failed: " + e);
    }
  }

  private void invoke(RequestStreamHandler function) throws IOException {
    function.handleRequest(
        new ByteArrayInputStream(event), OutputStream.nullOutputStream(), new RehearsalContext());
  }
}
