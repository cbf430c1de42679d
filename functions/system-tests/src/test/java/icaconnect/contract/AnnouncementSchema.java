package icaconnect.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import icaconnect.lambda.Json;
import icaconnect.localstack.Checkout;
import java.util.List;

/** Judges the detail of an announced event by docs/announcement-1.schema.json. */
public final class AnnouncementSchema {
  private static final String FILE = "docs/announcement-1.schema.json";

  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private final ObjectNode document = (ObjectNode) Template.json(Checkout.file(FILE));

  /** What is wrong with the detail; empty when nothing is. */
  public List<String> problems(String detailType, JsonNode detail) {
    if (document.path("$defs").path(detailType).isMissingNode()) {
      return List.of(FILE + " knows no " + detailType);
    }
    var schema = document.deepCopy().put("$ref", "#/$defs/" + detailType.replace(" ", "%20"));
    return registry.getSchema(schema).validate(Json.MAPPER.valueToTree(detail)).stream()
        .map(Object::toString)
        .toList();
  }
}
