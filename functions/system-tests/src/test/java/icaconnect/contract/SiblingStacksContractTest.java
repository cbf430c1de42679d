package icaconnect.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The attack: who may make a stack {@code dev-two} has its resources pass for those of {@code dev},
 * whose name theirs begin with.
 */
class SiblingStacksContractTest {
  private static final Pattern WHICH_STACK =
      Pattern.compile("\\$\\{(AWS::StackName|StackName|Application)}");

  /**
   * @param open whether more may follow, as in an event pattern's prefix
   */
  private record Text(String template, boolean open) {
    String of(String stack) {
      return WHICH_STACK.matcher(template).replaceAll(stack);
    }

    Pattern patternOf(String stack) {
      String literal =
          Stream.of(of(stack).split("\\*", -1))
              .map(Pattern::quote)
              .collect(Collectors.joining(".*"));
      return Pattern.compile(literal + (open ? ".*" : ""), Pattern.DOTALL);
    }

    /** One of the names that the pattern is there for. */
    String nameIn(String stack) {
      return of(stack).replace("*", "x") + (open ? "x" : "");
    }
  }

  @ParameterizedTest
  @CsvSource({"dev, dev-two", "dev, dev2", "dev, my-dev"})
  void no_pattern_of_a_stack_is_met_by_a_name_of_another(String one, String other) {
    var texts = texts();
    assertThat(texts).hasSizeGreaterThan(100);
    for (Text pattern : texts) {
      assertThat(pattern.nameIn(one)).as("it meets its own names").matches(pattern.patternOf(one));
      assertThat(texts.stream().map(name -> name.nameIn(other)))
          .as("names of %s that %s meets for %s", other, pattern, one)
          .filteredOn(name -> pattern.patternOf(one).matcher(name).matches())
          .isEmpty();
    }
  }

  /**
   * A resource that CloudFormation names by its stack.
   *
   * @param kind what no two of may have one name
   * @param before what the name begins with, before the stack's
   */
  private record Named(String kind, String before, String after) {
    /** Whether this one of a stack {@code dev} is named as that one of a stack {@code dev…}. */
    boolean meets(Named other) {
      return kind.equals(other.kind)
          && before.equals(other.before)
          && after.endsWith(other.after)
          && MORE_OF_A_NAME
              .matcher(after.substring(0, after.length() - other.after.length()))
              .matches();
    }
  }

  private static final Pattern MORE_OF_A_NAME = Pattern.compile("[a-zA-Z0-9-]+");

  /**
   * The accident: {@code dev} has a function {@code dev-audit-list}, and so has {@code dev-audit}.
   */
  @Test
  void no_resource_of_a_stack_is_named_as_one_of_another() {
    var names =
        Stream.of("template.yaml", "organisation/hub.yaml", "organisation/member.yaml")
            .flatMap(file -> named(Template.read(file).whole()))
            .distinct()
            .toList();
    assertThat(names.stream().map(Named::kind).distinct().toList())
        .contains(
            "AWS::Serverless::Function FunctionName",
            "AWS::Logs::LogGroup LogGroupName",
            "AWS::StepFunctions::StateMachine StateMachineName",
            "AWS::Events::EventBus Name",
            "Export Name");

    assertThat(
            names.stream()
                .flatMap(one -> names.stream().filter(one::meets).map(other -> one + " " + other)))
        .isEmpty();
  }

  private static Stream<Named> named(JsonNode template) {
    var resources =
        template
            .path("Resources")
            .valueStream()
            .flatMap(each -> named(each.path("Type").asText(), each.path("Properties")));
    var exports =
        template
            .path("Outputs")
            .valueStream()
            .flatMap(each -> named("Export", each.path("Export")));
    return Stream.concat(resources, exports);
  }

  private static Stream<Named> named(String type, JsonNode properties) {
    return properties.properties().stream()
        .filter(property -> property.getKey().endsWith("Name"))
        .filter(property -> WHICH_STACK.matcher(property.getValue().asText()).find())
        .map(property -> {
          String[] parts = WHICH_STACK.split(property.getValue().asText(), 2);
          return new Named(type + " " + property.getKey(), parts[0], parts[1]);
        });
  }

  @Test
  void the_stacks_key_is_for_each_of_its_log_groups_and_no_others() {
    var template = Template.read();
    var names =
        template.resources("AWS::Logs::LogGroup").values().stream()
            .map(group -> group.path("LogGroupName").asText())
            .toList();
    var allowed = new ArrayList<String>();
    template
        .whole("StackKey")
        .findValue("kms:EncryptionContext:aws:logs:arn")
        .forEach(arn -> allowed.add(arn.asText().replaceFirst(".*:log-group:", "")));

    assertThat(allowed).containsExactlyInAnyOrderElementsOf(names);
  }

  /** Everything that says the stack's name in the templates and the definitions. */
  private static List<Text> texts() {
    var files = Stream.of("organisation/hub.yaml", "organisation/member.yaml").map(Template::read);
    var roots = Stream.concat(Stream.of(Template.read()), files).map(Template::whole);
    return Stream.concat(roots, Template.read().definitions().values().stream())
        .flatMap(root -> texts(root, false))
        .filter(text -> WHICH_STACK.matcher(text.template()).find())
        .distinct()
        .toList();
  }

  private static Stream<Text> texts(JsonNode node, boolean open) {
    if (node.isTextual()) {
      return Stream.of(new Text(node.textValue(), open));
    }
    return node.isObject()
        ? node.properties().stream()
            .flatMap(field -> texts(field.getValue(), field.getKey().equals("prefix")))
        : node.valueStream().flatMap(each -> texts(each, open));
  }
}
