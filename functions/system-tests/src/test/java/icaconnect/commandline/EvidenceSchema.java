package icaconnect.commandline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import icaconnect.lambda.Json;
import icaconnect.localstack.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;

/** Judges evidence by docs/evidence-1.schema.json. */
final class EvidenceSchema {
  private static final ObjectNode DOCUMENT = read("docs/evidence-1.schema.json");

  private EvidenceSchema() {}

  static ObjectNode read(String file) {
    try {
      return (ObjectNode) Json.parse(Files.readString(Checkout.file(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> problems(JsonNode evidence) {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(DOCUMENT)
        .validate(evidence)
        .stream()
        .map(Object::toString)
        .toList();
  }
}
