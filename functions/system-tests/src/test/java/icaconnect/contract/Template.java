package icaconnect.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import icaconnect.lambda.Json;
import icaconnect.localstack.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * template.yaml and the definitions that it names, as trees; intrinsic functions appear as their
 * arguments.
 */
final class Template {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private final JsonNode root;

  private Template(JsonNode root) {
    this.root = root;
  }

  static Template read() {
    return read("template.yaml");
  }

  static Template read(String file) {
    try {
      return new Template(YAML.readTree(Checkout.file(file).toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Map<String, JsonNode> resources(String type) {
    var found = new LinkedHashMap<String, JsonNode>();
    root.path("Resources")
        .properties()
        .forEach(entry -> {
          if (entry.getValue().path("Type").asText().equals(type)) {
            found.put(entry.getKey(), entry.getValue().path("Properties"));
          }
        });
    return found;
  }

  JsonNode whole() {
    return root;
  }

  /** A resource with what stands beside its properties. */
  JsonNode whole(String logicalId) {
    return root.path("Resources").path(logicalId);
  }

  /** The logical ids of all resources. */
  Set<String> names() {
    var names = new TreeSet<String>();
    root.path("Resources").fieldNames().forEachRemaining(names::add);
    return names;
  }

  JsonNode parameter(String name) {
    return root.path("Parameters").path(name);
  }

  JsonNode parameters() {
    return root.path("Parameters");
  }

  /** What must hold among parameters before anything is created. */
  JsonNode rule(String name) {
    return root.path("Rules").path(name);
  }

  JsonNode condition(String name) {
    return root.path("Conditions").path(name);
  }

  JsonNode mapping(String name) {
    return root.path("Mappings").path(name);
  }

  JsonNode output(String name) {
    return root.path("Outputs").path(name);
  }

  JsonNode globalFunction() {
    return root.at("/Globals/Function");
  }

  /** Definitions by the name of the state machine's resource. */
  Map<String, JsonNode> definitions() {
    var definitions = new TreeMap<String, JsonNode>();
    resources("AWS::StepFunctions::StateMachine")
        .forEach((name, machine) ->
            definitions.put(
                name, json(Checkout.file(machine.path("DefinitionS3Location").asText()))));
    return definitions;
  }

  static JsonNode json(Path file) {
    try {
      return Json.parse(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Path> files(String folder, String glob) {
    try (var files = Files.newDirectoryStream(Checkout.file(folder), glob)) {
      var list = new java.util.ArrayList<Path>();
      files.forEach(list::add);
      return list;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
