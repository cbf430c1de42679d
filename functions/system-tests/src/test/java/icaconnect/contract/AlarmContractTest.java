package icaconnect.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What fails in this stack reaches somebody, and nothing that could not be delivered is lost. */
class AlarmContractTest {
  private final Template template = Template.read();
  private final Map<String, JsonNode> alarms = template.resources("AWS::CloudWatch::Alarm");

  @Test
  void every_alarm_reaches_the_deployers_topic_and_says_what_it_means() {
    assertThat(alarms)
        .isNotEmpty()
        .allSatisfy((name, alarm) -> {
          assertThat(alarm.path("AlarmActions").toString()).contains("AlarmTopicArn");
          assertThat(alarm.path("OKActions")).isEqualTo(alarm.path("AlarmActions"));
          assertThat(alarm.path("AlarmDescription").asText()).endsWith(".");
        });
  }

  @Test
  void every_workflow_raises_an_alarm_when_it_fails_or_takes_too_long() {
    var workflows = template.resources("AWS::StepFunctions::StateMachine").keySet();
    assertThat(watched("WorkflowsFailed", "ExecutionsFailed"))
        .containsExactlyInAnyOrderElementsOf(workflows);
    assertThat(watched("WorkflowsTimedOut", "ExecutionsTimedOut"))
        .containsExactlyInAnyOrderElementsOf(workflows);
  }

  /** The attack: who may stop executions stops each audit, and nothing is found any more. */
  @Test
  void every_workflow_raises_an_alarm_when_somebody_stops_it() {
    assertThat(watched("WorkflowsStopped", "ExecutionsAborted"))
        .containsExactlyInAnyOrderElementsOf(
            template.resources("AWS::StepFunctions::StateMachine").keySet());
  }

  /**
   * The attack: the schedule is taken away. A metric that nobody publishes any more is missing, and
   * an alarm that holds its state would hold it for ever. Fifty hours are two audits with the hour
   * within which each begins, and an hour for one that takes longer than the last.
   */
  @Test
  void no_whole_audit_for_two_days_raises_an_alarm_where_there_is_one_a_day() {
    JsonNode alarm = alarms.get("AuditsMissing");

    assertThat(alarm.findValue("Expression").toString())
        .isEqualTo(
            "[\"AuditsAreExpected\",\"IF(EPOCH(audits) < ${AuditsExpected.Since}, 1, FILL(audits, 0) * FILL(succeeded, 0))\",\"FILL(audits, 1)\"]");
    assertThat(alarm.findValue("MetricStat").path("Stat").asText()).isEqualTo("SampleCount");
    assertThat(alarm.findValue("MetricStat").path("Unit").asText()).isEqualTo("Count");
    assertThat(alarm.findValue("Metric").path("MetricName")).isEqualTo(notSound("MetricName"));
    assertThat(alarm.findValue("Metric").path("Dimensions")).isEqualTo(notSound("Dimensions"));
    assertThat(alarm.path("ComparisonOperator").asText()).isEqualTo("LessThanThreshold");
    assertThat(alarm.path("Threshold").asInt()).isEqualTo(1);
    int seconds =
        alarm.findValue("MetricStat").path("Period").asInt()
            * alarm.path("EvaluationPeriods").get(2).asInt();
    assertThat(Duration.ofSeconds(seconds)).isEqualTo(Duration.ofHours(50));
    assertThat(alarm.path("TreatMissingData").toString())
        .isEqualTo("[\"AuditsAreExpected\",\"breaching\",\"notBreaching\"]");
    assertThat(template.condition("AuditIsDaily").toString())
        .isEqualTo("[\"AuditSchedule\",\"rate(1 day)\"]");
    assertThat(template.parameter("AuditSchedule").path("Default").asText())
        .isEqualTo("rate(1 day)");
  }

  /**
   * The attack: a line in CloudWatch's metric format, of any log of the account, passes for an
   * audit that ended. Namespaces that begin with AWS/ are AWS's own.
   * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricData.html
   */
  @Test
  void what_anybody_may_publish_is_no_audit_by_itself() {
    JsonNode succeeded = metrics(alarms.get("AuditsMissing")).getLast();

    assertThat(succeeded.path("Namespace").asText()).isEqualTo("AWS/States");
    assertThat(succeeded.path("MetricName").asText()).isEqualTo("ExecutionsSucceeded");
    assertThat(succeeded.toString()).contains("AuditStateMachine");
  }

  /**
   * The attack: whoever may publish metrics publishes a nought after an audit that found something.
   * One breaching hour of so many keeps the alarm, whatever stands in the others, until the next
   * audit has looked; one a day begins within the hour that its schedule allows.
   * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html
   */
  @Test
  void a_nought_that_somebody_publishes_ends_no_alarm_before_the_next_audit() {
    // A nought of another unit would be another series, and which of both counts is not defined.
    assertThat(alarms.get("ConnectionsNotSound").path("Unit").asText()).isEqualTo("Count");
    assertThat(notSound("Statistic").asText()).isEqualTo("Maximum");
    assertThat(notSound("DatapointsToAlarm").asInt()).isEqualTo(1);
    assertThat(notSound("ComparisonOperator").asText()).isEqualTo("GreaterThanOrEqualToThreshold");
    assertThat(notSound("EvaluationPeriods").toString())
        .isEqualTo("[\"AuditHoursAreGiven\",\"AuditsMissingHours\",[\"AuditsAreRare\",168,26]]");
    var untilTheNext =
        Duration.ofSeconds(notSound("Period").asLong())
            .multipliedBy(notSound("EvaluationPeriods").get(2).get(2).asInt());
    var window = template.whole("AuditScheduleRule").findValue("MaximumWindowInMinutes").asLong();
    assertThat(untilTheNext).isGreaterThan(Duration.ofDays(1).plusMinutes(window));
  }

  /**
   * A new stack, or one with another schedule, has had no audit yet, and none is missing. An alarm
   * looks back for a week at most.
   * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
   */
  @Test
  void audits_are_missed_only_after_as_long_as_the_schedule_needs() {
    assertThat(template.condition("AuditsAreExpected").toString())
        .isEqualTo("[\"AuditIsDaily\",\"AuditHoursAreGiven\"]");
    assertThat(alarms.get("AuditsMissing").path("EvaluationPeriods").toString())
        .isEqualTo("[\"AuditHoursAreGiven\",\"AuditsMissingHours\",50]");
    assertThat(template.parameter("AuditsMissingHours").path("MaxValue").asInt())
        .isEqualTo(Duration.ofDays(7).toHours());
    JsonNode expected = template.whole("AuditsExpected");
    assertThat(expected.path("Type").asText()).isEqualTo("Custom::IcaAuditsExpected");
    assertThat(expected.at("/Properties/ServiceToken").asText())
        .isEqualTo("DeletionGuardFunction.Arn");
    assertThat(expected.at("/Properties/Schedule").asText()).isEqualTo("AuditSchedule");
    assertThat(expected.at("/Properties/Hours").asText()).isEqualTo("AuditsMissingHours");
  }

  private JsonNode notSound(String field) {
    return alarms.get("ConnectionsNotSound").path(field);
  }

  /**
   * An alarm takes ten metrics at most.
   * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html
   */
  @Test
  void no_alarm_looks_at_more_metrics_than_cloudwatch_takes() {
    assertThat(alarms)
        .allSatisfy((name, alarm) ->
            assertThat(alarm.path("Metrics").findValues("MetricStat"))
                .hasSizeLessThanOrEqualTo(10));
  }

  /** A function that is throttled raises no error: it is not called. */
  @Test
  void who_watches_a_functions_errors_watches_its_throttles() {
    int watched = 0;
    for (JsonNode alarm : alarms.values()) {
      for (JsonNode metric : metrics(alarm)) {
        if (metric.path("MetricName").asText().equals("Errors")) {
          watched++;
          ObjectNode throttles = metric.deepCopy();
          assertThat(metrics(alarm)).contains(throttles.put("MetricName", "Throttles"));
        }
      }
    }
    assertThat(watched).isEqualTo(3);
  }

  /**
   * Arithmetic of two series has a point only where both have one, and a function that is not
   * called has none. AuditsMissing fills both.
   */
  @Test
  void alarms_on_several_metrics_add_what_there_is_of_each() {
    assertThat(alarms.values())
        .filteredOn(alarm -> metrics(alarm).size() > 1)
        .filteredOn(alarm -> !alarm.equals(alarms.get("AuditsMissing")))
        .flatExtracting(alarm -> alarm.findValuesAsText("Expression"))
        .hasSizeGreaterThan(4)
        .containsOnly("SUM(METRICS())");
  }

  @Test
  void what_cannot_even_be_put_aside_raises_an_alarm() {
    var lost =
        metrics(alarms.get("NotPutAside")).stream()
            .map(metric ->
                metric.path("MetricName").asText()
                    + " "
                    + metric.at("/Dimensions/0/Value").asText())
            .toList();

    template
        .resources("AWS::Events::Rule")
        .forEach((name, rule) -> {
          if (!rule.findValues("DeadLetterConfig").isEmpty()) {
            assertThat(lost).contains("InvocationsFailedToBeSentToDlq " + name);
          }
        });
    template
        .resources("AWS::Serverless::Function")
        .forEach((name, function) -> {
          if (function.at("/EventInvokeConfig/DestinationConfig").has("OnFailure")) {
            assertThat(lost).contains("DestinationDeliveryFailures " + name);
          }
        });
    assertThat(lost).hasSize(10);
  }

  /** A topic's policy that does not let EventBridge publish is easily forgotten. */
  @Test
  void news_that_does_not_reach_its_topic_raises_an_alarm() {
    assertThat(metrics(alarms.get("NotPutAside")))
        .filteredOn(metric -> metric.path("MetricName").asText().equals("FailedInvocations"))
        .singleElement()
        .satisfies(metric -> {
          assertThat(metric.at("/Dimensions/0/Name").asText()).isEqualTo("EventBusName");
          assertThat(metric.at("/Dimensions/1/Value").toString()).contains("NewsForPeople.Arn");
        });
  }

  @Test
  void every_alarm_is_on_the_dashboard() {
    var body =
        template.resources("AWS::CloudWatch::Dashboard").get("Dashboard").path("DashboardBody");
    assertThat(alarms.keySet())
        .allSatisfy(name -> assertThat(body.asText()).contains("${" + name + ".Arn}"));
  }

  @Test
  void what_a_rule_or_a_schedule_cannot_deliver_is_kept_and_counted() {
    var targets = new ArrayList<JsonNode>();
    template.resources("AWS::Events::Rule").values().stream()
        .filter(rule -> !rule.path("Targets").toString().contains("NewsTopicArn"))
        .forEach(rule -> rule.path("Targets").forEach(targets::add));
    template
        .resources("AWS::Scheduler::Schedule")
        .values()
        .forEach(schedule -> targets.add(schedule.path("Target")));
    assertThat(targets)
        .isNotEmpty()
        .allSatisfy(target ->
            assertThat(target.at("/DeadLetterConfig/Arn").asText())
                .isIn("EventDeadLetters.Arn", "ScheduleDeadLetters.Arn"));
    assertThat(alarms.get("DeadLetters").findValuesAsText("Value"))
        .containsExactlyInAnyOrder("EventDeadLetters.QueueName", "ScheduleDeadLetters.QueueName");
  }

  @Test
  void every_queue_takes_messages_over_tls_only() {
    var policies = template.resources("AWS::SQS::QueuePolicy").values();
    assertThat(template.resources("AWS::SQS::Queue").keySet())
        .allSatisfy(queue ->
            assertThat(policies)
                .anySatisfy(policy -> {
                  assertThat(policy.path("Queues").toString()).contains(queue);
                  assertThat(policy.path("PolicyDocument").toString())
                      .contains("\"aws:SecureTransport\":\"false\"");
                }));
  }

  private static List<JsonNode> metrics(JsonNode alarm) {
    return alarm.findValues("Metric");
  }

  private List<String> watched(String alarm, String metric) {
    var workflows = new ArrayList<String>();
    alarms
        .get(alarm)
        .path("Metrics")
        .findValues("Metric")
        .forEach(one -> {
          assertThat(one.path("MetricName").asText()).isEqualTo(metric);
          workflows.add(one.at("/Dimensions/0/Value").asText());
        });
    return workflows;
  }
}
