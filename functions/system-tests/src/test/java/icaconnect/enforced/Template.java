package icaconnect.enforced;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import icaconnect.lambda.Json;
import icaconnect.localstack.Checkout;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * This application's template, or one beside it, deployed on paper: parameters have values,
 * conditions are decided and resources have the names and ARNs of a stack in {@link #REGION}.
 */
final class Template {
  static final String ACCOUNT = "000000000000";
  static final String REGION = "us-east-1";
  static final String STACK = "ica-connect";
  private static final String ALIAS = ".Alias";
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}!]+)}");

  private final JsonNode source;
  private final String stack;
  private final Map<String, String> parameters;

  /** The template with these values for parameters, and its own defaults for the others. */
  Template(Map<String, String> parameters) {
    this(STACK, parameters);
  }

  /** The same in a stack of another name. */
  Template(String stack, Map<String, String> parameters) {
    this("template.yaml", stack, parameters);
  }

  /** Another template of this checkout. */
  Template(String file, String stack, Map<String, String> parameters) {
    this.source = CloudFormationYaml.read(Checkout.file(file));
    this.stack = stack;
    this.parameters = Map.copyOf(parameters);
  }

  /** The logical ids of the resources of a type. */
  Stream<String> resources(String type) {
    return source.path("Resources").properties().stream()
        .filter(resource -> resource.getValue().path("Type").asText().equals(type))
        .filter(resource ->
            !resource.getValue().has("Condition")
                || decide(resource.getValue().path("Condition").asText()))
        .map(Map.Entry::getKey);
  }

  /** A resource's properties, resolved. */
  JsonNode properties(String logicalId) {
    return resolve(resource(logicalId).path("Properties"));
  }

  /** The stack's name. */
  String stack() {
    return stack;
  }

  /** The stack's ARN; its last part is always the same, as nothing else depends on it. */
  String stackId() {
    return regional("cloudformation", "stack/" + stack + "/00000000-0000-0000-0000-000000000000");
  }

  JsonNode globals() {
    return resolve(source.path("Globals").path("Function"));
  }

  /** The logical id of a state machine's role. */
  String roleOf(String machine) {
    return resource(machine).at("/Properties/RoleArn/Fn::GetAtt/0").asText();
  }

  /** A state machine's definition, its substitutions made. */
  JsonNode definition(String machine) {
    JsonNode properties = properties(machine);
    String text = Checkout.text(properties.path("DefinitionS3Location").asText());
    for (var given : properties.path("DefinitionSubstitutions").properties()) {
      text = text.replace("${" + given.getKey() + "}", given.getValue().asText());
    }
    return Json.parse(text);
  }

  /** The key that encrypts the table and the secrets, where one is given. */
  Optional<String> key() {
    return Optional.of(ref("KmsKeyArn")).filter(arn -> !arn.isEmpty());
  }

  /** The ARN of a resource in this stack. */
  String arn(String logicalId) {
    String type = resource(logicalId).path("Type").asText();
    String name = name(logicalId);
    return switch (type) {
      case "AWS::IAM::ManagedPolicy" -> "arn:aws:iam::" + ACCOUNT + ":policy/" + name;
      case "AWS::IAM::Role" -> "arn:aws:iam::" + ACCOUNT + ":role/" + name;
      case "AWS::S3::Bucket" -> "arn:aws:s3:::" + name;
      case "AWS::DynamoDB::Table" -> regional("dynamodb", "table/" + name);
      case "AWS::Serverless::Function" -> regional("lambda", "function:" + name);
      case "AWS::StepFunctions::StateMachine" -> regional("states", "stateMachine:" + name);
      case "AWS::Logs::LogGroup" -> regional("logs", "log-group:" + name + ":*");
      default -> regional(type.split("::")[1].toLowerCase(Locale.ROOT), name);
    };
  }

  /** The name of a resource: the one it is given, or one that starts with the stack's. */
  String name(String logicalId) {
    JsonNode properties = resource(logicalId).path("Properties");
    return Stream.of("FunctionName", "StateMachineName", "Name", "LogGroupName", "QueueName")
        .filter(properties::has)
        .map(field -> resolve(properties.get(field)).asText())
        .findFirst()
        .orElse(
            stack + "-" + (isBucket(logicalId) ? logicalId.toLowerCase(Locale.ROOT) : logicalId));
  }

  private boolean isBucket(String logicalId) {
    return resource(logicalId).path("Type").asText().equals("AWS::S3::Bucket");
  }

  private JsonNode resource(String logicalId) {
    JsonNode resource = source.path("Resources").path(logicalId);
    if (resource.isMissingNode()) {
      throw new IllegalArgumentException("the template has no resource " + logicalId);
    }
    return resource;
  }

  private static String regional(String service, String resource) {
    return "arn:aws:" + service + ":" + REGION + ":" + ACCOUNT + ":" + resource;
  }

  private JsonNode resolve(JsonNode node) {
    return switch (node) {
      case ObjectNode object when object.has("Ref") -> text(ref(object.get("Ref").asText()));
      case ObjectNode object when object.has("Fn::Sub") ->
          text(substituted(object.get("Fn::Sub").asText()));
      case ObjectNode object when object.has("Fn::GetAtt") ->
          text(attribute(object.get("Fn::GetAtt")));
      case ObjectNode object when object.has("Fn::FindInMap") ->
          mapped(object.get("Fn::FindInMap"));
      case ObjectNode object when object.has("Fn::Join") -> text(joined(object.get("Fn::Join")));
      case ObjectNode object when object.has("Fn::If") -> resolve(chosen(object.get("Fn::If")));
      case ObjectNode object -> fields(object);
      case ArrayNode array -> items(array);
      default -> node;
    };
  }

  private JsonNode mapped(JsonNode keys) {
    var found = source.path("Mappings");
    for (JsonNode key : keys) {
      found = found.path(resolve(key).asText());
    }
    return found;
  }

  /** A parameter that is a list is its text here, with commas between. */
  private String joined(JsonNode arguments) {
    JsonNode parts = resolve(arguments.get(1));
    return parts.isTextual()
        ? parts.asText()
        : parts.valueStream().map(JsonNode::asText).collect(joining(arguments.get(0).asText()));
  }

  private JsonNode fields(ObjectNode object) {
    var resolved = Json.MAPPER.createObjectNode();
    object.properties().stream()
        .map(field -> Map.entry(field.getKey(), resolve(field.getValue())))
        .filter(field -> !isNoValue(field.getValue()))
        .forEach(field -> resolved.set(field.getKey(), field.getValue()));
    return resolved;
  }

  private JsonNode items(ArrayNode array) {
    var resolved = Json.MAPPER.createArrayNode();
    array.forEach(item -> {
      JsonNode value = resolve(item);
      if (!isNoValue(value)) {
        resolved.add(value);
      }
    });
    return resolved;
  }

  private static boolean isNoValue(JsonNode node) {
    return node.isTextual() && node.textValue().equals("AWS::NoValue");
  }

  private JsonNode chosen(JsonNode alternatives) {
    return alternatives.get(decide(alternatives.get(0).asText()) ? 1 : 2);
  }

  private boolean decide(String condition) {
    return decide(source.path("Conditions").path(condition));
  }

  private boolean decide(JsonNode test) {
    Map.Entry<String, JsonNode> function = test.properties().iterator().next();
    JsonNode values = function.getValue();
    return switch (function.getKey()) {
      case "Fn::Equals" -> resolve(values.get(0)).equals(resolve(values.get(1)));
      case "Fn::Not" -> !decide(values.get(0));
      case "Fn::And" -> values.valueStream().allMatch(this::decide);
      case "Fn::Or" -> values.valueStream().anyMatch(this::decide);
      case "Condition" -> decide(values.asText());
      default -> throw new IllegalArgumentException("cannot decide " + test);
    };
  }

  private String attribute(JsonNode path) {
    if (!path.get(1).asText().equals("Arn")) {
      throw new IllegalArgumentException("cannot get " + path);
    }
    return arn(path.get(0).asText());
  }

  private String substituted(String text) {
    UnaryOperator<String> value =
        name -> name.endsWith(".Arn") ? arn(name.substring(0, name.length() - 4)) : ref(name);
    return VARIABLE
        .matcher(text)
        .replaceAll(match -> java.util.regex.Matcher.quoteReplacement(value.apply(match.group(1))));
  }

  private String ref(String name) {
    JsonNode parameter = source.path("Parameters").path(name);
    if (!parameter.isMissingNode()) {
      return parameters.getOrDefault(name, parameter.path("Default").asText());
    }
    if (name.endsWith(ALIAS)) {
      String function = name.substring(0, name.length() - ALIAS.length());
      return arn(function) + ":" + resource(function).at("/Properties/AutoPublishAlias").asText();
    }
    return switch (name) {
      case "AWS::Partition" -> "aws";
      case "AWS::AccountId" -> ACCOUNT;
      case "AWS::Region" -> REGION;
      case "AWS::StackName" -> stack;
      case "AWS::URLSuffix" -> "amazonaws.com";
      case "AWS::StackId" -> stackId();
      case "AWS::NoValue" -> name;
      default ->
          switch (resource(name).path("Type").asText()) {
            case "AWS::IAM::ManagedPolicy", "AWS::StepFunctions::StateMachine" -> arn(name);
            default -> name(name);
          };
    };
  }

  private static JsonNode text(String value) {
    return TextNode.valueOf(value);
  }
}
