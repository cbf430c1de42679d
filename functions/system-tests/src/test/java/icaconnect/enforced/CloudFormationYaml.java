package icaconnect.enforced;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Reads a template with its short forms ({@code !Ref}, {@code !Sub}, …) written out as
 * CloudFormation's JSON has them.
 */
final class CloudFormationYaml extends SafeConstructor {
  private CloudFormationYaml() {
    super(new LoaderOptions());
    yamlMultiConstructors.put("!", new ShortForm());
  }

  static JsonNode read(Path template) {
    try {
      return Json.tree(new Yaml(new CloudFormationYaml()).load(Files.readString(template)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private final class ShortForm extends AbstractConstruct {
    @Override
    public Object construct(Node node) {
      String name = node.getTag().getValue().substring(1);
      return switch (name) {
        case "Ref", "Condition" -> Map.of(name, value(node));
        case "GetAtt" ->
            Map.of(
                "Fn::GetAtt",
                value(node) instanceof String text ? List.of(text.split("\\.", 2)) : value(node));
        default -> Map.of("Fn::" + name, value(node));
      };
    }

    private Object value(Node node) {
      return switch (node) {
        case ScalarNode scalar -> scalar.getValue();
        case SequenceNode sequence -> constructSequence(sequence);
        case MappingNode mapping -> constructMapping(mapping);
        default -> throw new IllegalArgumentException("cannot read " + node);
      };
    }
  }
}
