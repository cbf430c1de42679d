package icaconnect.cli.options;

import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.lambda.Json;
import picocli.CommandLine.Parameters;

/** A bucket alone. */
public final class BucketArgument {
  @Parameters(paramLabel = "BUCKET", description = "The bucket's name.")
  private String bucket;

  public String name() {
    return bucket;
  }

  public ObjectNode json() {
    return Json.MAPPER.createObjectNode().put("bucket", bucket);
  }
}
