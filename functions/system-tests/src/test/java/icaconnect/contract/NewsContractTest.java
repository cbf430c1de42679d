package icaconnect.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import icaconnect.localstack.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The rule that sends announcements to a topic of the account's, for people. */
class NewsContractTest {
  private static final Pattern PLACEHOLDER = Pattern.compile("<(\\w+)>");
  private static final Pattern DOCUMENTED_STATEMENT =
      Pattern.compile(
          "```json\\n(\\{\"Sid\": \"AnnouncementsOfBucketConnect\".*?)```", Pattern.DOTALL);

  private final Template template = Template.read();
  private final JsonNode rule = template.resources("AWS::Events::Rule").get("NewsForPeople");
  private final JsonNode target = rule.path("Targets").path(0);

  /**
   * EventBridge reaches a topic by the topic's own policy, and a role may break it.
   * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html
   */
  @Test
  void the_topic_is_reached_by_its_own_policy_which_the_documentation_shows() throws IOException {
    assertThat(target.path("Arn").asText()).isEqualTo("NewsTopicArn");
    assertThat(target.has("RoleArn")).isFalse();

    var shown = DOCUMENTED_STATEMENT.matcher(Files.readString(Checkout.file("docs/events.md")));
    assertThat(shown.find()).isTrue();
    JsonNode statement = Json.parse(shown.group(1));
    assertThat(statement.path("Effect").asText()).isEqualTo("Allow");
    assertThat(statement.at("/Principal/Service").asText()).isEqualTo("events.amazonaws.com");
    assertThat(statement.path("Action").asText()).isEqualTo("sns:Publish");
    assertThat(statement.at("/Condition/ArnEquals/aws:SourceArn").asText()).contains("NewsRuleArn");
    assertThat(template.output("NewsRuleArn").path("Condition").asText()).isEqualTo("HasNewsTopic");
  }

  @Test
  void the_rule_hears_exactly_what_the_workflows_announce() {
    var sources = new TreeSet<String>();
    template
        .definitions()
        .values()
        .forEach(definition -> sources.addAll(definition.findValuesAsText("Source")));

    assertThat(rule.at("/EventPattern/source"))
        .extracting(JsonNode::asText)
        .containsExactlyElementsOf(sources);
    assertThat(rule.path("EventBusName").asText()).isEqualTo("NewsBus");
  }

  /** The attack: somebody with events:PutEvents and our source announces what never happened. */
  @Test
  void nobody_but_the_workflows_can_put_news_on_the_bus_that_the_rule_hears() {
    var policies = template.resources("AWS::Events::EventBusPolicy");
    var policy = policies.get("OnlyWorkflowsAnnounce");
    JsonNode statement = policy.path("Statement");

    assertThat(policy.path("EventBusName").asText()).isEqualTo("NewsBus");
    assertThat(statement.path("Effect").asText()).isEqualTo("Deny");
    assertThat(statement.path("Principal").asText()).isEqualTo("*");
    assertThat(statement.path("Action").asText()).isEqualTo("events:PutEvents");
    var announcing = new TreeSet<String>();
    template
        .resources("AWS::StepFunctions::StateMachine")
        .forEach((name, machine) -> {
          if (machine.path("DefinitionSubstitutions").has("EventBus")) {
            assertThat(machine.at("/DefinitionSubstitutions/EventBus").asText())
                .isEqualTo("NewsBus");
            announcing.add(machine.path("RoleArn").asText());
          }
        });
    assertThat(statement.at("/Condition/ArnNotEquals/aws:PrincipalArn"))
        .extracting(JsonNode::asText)
        .containsExactlyInAnyOrderElementsOf(announcing);
  }

  @Test
  void the_sentence_is_made_of_what_announcements_have() {
    var transformer = target.path("InputTransformer");
    var used =
        PLACEHOLDER
            .matcher(transformer.path("InputTemplate").asText())
            .results()
            .map(match -> match.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    var given = new TreeSet<String>();
    transformer.path("InputPathsMap").fieldNames().forEachRemaining(given::add);
    assertThat(used).isEqualTo(given);

    var known = new TreeSet<String>();
    Template.json(Checkout.file("docs/announcement-1.schema.json"))
        .path("$defs")
        .forEach(type -> type.path("properties").fieldNames().forEachRemaining(known::add));
    assertThat(transformer.path("InputPathsMap"))
        .extracting(JsonNode::asText)
        .filteredOn(path -> !path.equals("$.detail-type"))
        .allSatisfy(
            path -> assertThat(known).as(path).contains(path.substring("$.detail.".length())));
  }
}
