package icaconnect.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.report.CanonicalJson;
import icaconnect.report.Document;
import java.util.ArrayList;
import java.util.List;

/** The evidence as a file: a document with a digest over the rest of it. */
public final class Evidence {
  /** docs/evidence-1.schema.json. */
  static final String SCHEMA = "ica-connect-evidence-1";

  private static final String DIGEST = "digest";

  private Evidence() {}

  /** The same document, with the digest of what is in it now. */
  static ObjectNode sealed(ObjectNode evidence) {
    evidence.remove(DIGEST);
    String digest = CanonicalJson.sha256(evidence);
    evidence
        .putObject(DIGEST)
        .put("algorithm", "SHA-256")
        .put("of", "this document without its digest, as canonical JSON in UTF-8")
        .put("value", digest);
    return evidence;
  }

  /** What does not agree in it; empty where all does. */
  public static List<String> problems(JsonNode file) {
    var problems = new ArrayList<String>();
    if (!(file instanceof ObjectNode evidence) || !file.path("schema").asText().equals(SCHEMA)) {
      return List.of("This is no evidence of schema " + SCHEMA + ".");
    }
    String value = file.path(DIGEST).path("value").asText();
    String now = sealed(evidence.deepCopy()).path(DIGEST).path("value").asText();
    if (!value.equals(now)) {
      problems.add(
          "The evidence was changed since it was made: its digest is "
              + now
              + ", and it says "
              + (value.isEmpty() ? "none" : value)
              + ".");
    }
    file.findValues("documents").stream()
        .flatMap(JsonNode::valueStream)
        .flatMap(JsonNode::valueStream)
        .filter(side -> side.has("sha256") && side.has("document"))
        .filter(side -> !Document.sha256(side.get("document")).equals(side.path("sha256").asText()))
        .forEach(side ->
            problems.add(
                "A document is not the one of its digest " + side.path("sha256").asText()));
    return problems;
  }

  /** As it is written to a file. */
  public static String text(ObjectNode evidence) {
    return evidence.toPrettyString() + "\n";
  }

  /** The digest that stands for all of it. */
  public static String digest(JsonNode evidence) {
    return evidence.path(DIGEST).path("value").asText();
  }
}
