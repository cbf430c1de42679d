package icaconnect.cli.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.cli.bucket.Looked;
import icaconnect.cli.bucket.Unread;
import icaconnect.cli.bucket.Unreadable;
import icaconnect.cli.check.Checked.Status;
import icaconnect.cli.execution.Ending;
import icaconnect.code.Code;
import icaconnect.connection.Connection;
import icaconnect.failure.Refused;
import icaconnect.lambda.Json;
import icaconnect.lambda.JsonHandler;
import icaconnect.policy.IcaRequests;
import icaconnect.policy.Judgement;
import icaconnect.step.StepHandler;
import icaconnect.step.StepName;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Runs the workflow's own steps in this process, in plan mode and with ports that cannot write: so
 * a check decides nothing that a connect would decide otherwise. Where the workflow would end, a
 * check goes on, to say everything at once.
 */
final class Checking {
  /** What a step reads; where all of it is denied, the step cannot be judged. */
  private static final Map<String, String> READS =
      Map.of(StepName.CORS, "s3:GetBucketCORS", StepName.BUCKET_POLICY, "s3:GetBucketPolicy");

  private static final Set<Code> DENIED = Set.of(Code.S3_DENIES_US, Code.KMS_DENIES_US);

  private final String stack;
  private final ObjectNode request;
  private final Looked looked;
  private final Clock clock;
  private final Invocation invocation;
  private final List<JsonNode> steps = new ArrayList<>();
  private final List<Failure> failures = new ArrayList<>();
  private Optional<JsonNode> facts = Optional.empty();
  private Optional<JsonNode> addition = Optional.empty();

  private Checking(String stack, ObjectNode request, Looked looked, Clock clock) {
    this.stack = stack;
    this.request = request;
    this.looked = looked;
    this.clock = clock;
    this.invocation = new Invocation(looked.account());
  }

  /**
   * @param stack whose names would be given
   * @throws icaconnect.failure.InvalidRequest with everything that is wrong with the request
   */
  static Checked of(String stack, ObjectNode request, Looked looked, Clock clock) {
    Connection.parse(request);
    return new Checking(stack, request, looked, clock).checked();
  }

  private Checked checked() {
    var preview = looked.preview();
    var inspected = step("inspect", preview.inspect(stack, clock));
    inspected.map(answer -> answer.path("report")).ifPresent(steps::add);
    facts = inspected.map(answer -> answer.path("facts"));
    addition = inspected.map(answer -> answer.get("addition")).map(Checking::withoutRefusal);
    List<RequestVerdict> verdicts = List.of();
    if (facts.isPresent()) {
      report(StepName.CORS, preview.cors(stack));
      var policy = report(StepName.BUCKET_POLICY, preview.bucketPolicy(stack, clock));
      report(StepName.IAM, preview.iam(stack));
      report(StepName.KMS, preview.kms(stack, clock));
      verdicts = policy.map(this::verdicts).orElse(List.of());
    }
    return answer(verdicts);
  }

  private Optional<JsonNode> report(String name, JsonHandler handler) {
    var report = step(name, handler);
    report.ifPresent(steps::add);
    return report;
  }

  private Optional<JsonNode> step(String name, JsonHandler handler) {
    try {
      return Optional.of(invocation.of(handler, input()));
    } catch (Unreadable e) {
      looked.unread().add(e.unread());
      return Optional.empty();
    } catch (Refused e) {
      if (READS.containsKey(name) && DENIED.contains(e.code())) {
        looked.unread().add(new Unread(READS.get(name), e.getMessage()));
      } else {
        failures.add(Failure.of(name, e));
      }
      return Optional.empty();
    }
  }

  private ObjectNode input() {
    ObjectNode input = Json.MAPPER.createObjectNode().put("goal", "connect");
    input.set("request", request);
    facts.ifPresent(known -> input.set("facts", known));
    return input;
  }

  private List<RequestVerdict> verdicts(JsonNode report) {
    var ica = IcaRequests.of(StepHandler.decode(input(), invocation, stack), clock.instant());
    JsonNode document = report.at("/documents/0");
    return RequestVerdict.of(
        ica,
        Judgement.of(orEmpty(document.path("before")), ica),
        Judgement.of(orEmpty(document.path("after")), ica));
  }

  private static JsonNode orEmpty(JsonNode policy) {
    return policy.isObject() ? policy : Json.MAPPER.createObjectNode();
  }

  private Checked answer(List<RequestVerdict> verdicts) {
    return new Checked(
        status(),
        request.path("bucket").asText(),
        looked.account().id(),
        facts.map(known -> known.path("region").asText()),
        looked.source(),
        facts,
        steps.stream().map(Checking::withoutDocuments).toList(),
        all("findings"),
        verdicts,
        all("documents"),
        addition,
        List.copyOf(failures),
        List.copyOf(looked.unread()),
        looked.assumed());
  }

  /** The findings say it. */
  private static JsonNode withoutRefusal(JsonNode addition) {
    ObjectNode copy = addition.deepCopy();
    return copy.without("refusal");
  }

  private Status status() {
    if (!failures.isEmpty()) {
      return Status.REFUSED;
    }
    if (Ending.keepsOut(all("findings").stream())) {
      return Status.WOULD_NOT_WORK;
    }
    if (!looked.unread().isEmpty()) {
      return Status.INCOMPLETE;
    }
    return steps.stream().anyMatch(each -> each.path("changed").asBoolean())
        ? Status.CHANGES
        : Status.NO_CHANGES;
  }

  private List<JsonNode> all(String field) {
    return steps.stream().flatMap(each -> each.path(field).valueStream()).toList();
  }

  /** They are told once, and not again in each step. */
  private static JsonNode withoutDocuments(JsonNode report) {
    ObjectNode copy = report.deepCopy();
    return copy.without(List.of("documents", "findings", "digests", "outputs"));
  }
}
