package icaconnect.enforced;

import static icaconnect.enforced.Estate.ADMINISTRATOR_ACCESS;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.core.sync.RequestBody;

/** What runs and the trail have told, nobody tells otherwise. */
@OnMiniStack
class EvidenceEscapeTest {
  private final MiniStack miniStack;
  private final Laboratory lab;

  EvidenceEscapeTest(MiniStack miniStack, Laboratory lab) {
    this.miniStack = miniStack;
    this.lab = lab;
  }

  /** Each is allowed to write what is not there yet. */
  @TestFactory
  Stream<DynamicTest> the_functions_that_keep_evidence_are_denied_to_write_over_it() {
    var summary = Intruder.inside("AuditSummaryFunction", miniStack, lab);
    var report = Intruder.inside("AuditReportFunction", miniStack, lab);
    var fleet = Intruder.inside("SummaryFunction", miniStack, lab);
    String runs = lab.application.template().name("RunsBucket");
    return Stream.of(
        summary.denied(
            "the summary of an audit",
            () ->
                summary.s3.putObject(
                    r -> r.bucket(runs).key("audit/old/summary.json"),
                    RequestBody.fromString("x"))),
        summary.denied(
            "what it found",
            () ->
                summary.s3.putObject(
                    r -> r.bucket(runs).key("audit/old/results.jsonl"),
                    RequestBody.fromString("x"))),
        report.denied(
            "its report",
            () ->
                report.s3.putObject(
                    r -> r.bucket(runs).key("audit/old/report.html"), RequestBody.fromString("x"))),
        fleet.denied(
            "the summary of a run over many buckets",
            () ->
                fleet.s3.putObject(
                    r -> r.bucket(runs).key("connect-many/old/summary.json"),
                    RequestBody.fromString("x"))));
  }

  /** Who may write any object of the account, and edits no policy first, tells no other story. */
  @TestFactory
  Stream<DynamicTest> who_may_write_everywhere_is_denied_to_add_to_evidence() {
    lab.iam.createUser(r -> r.userName("writer"));
    lab.iam.attachUserPolicy(r -> r.userName("writer").policyArn(ADMINISTRATOR_ACCESS));
    var in = new Intruder(miniStack, new Federation(miniStack).newKey("writer"));
    return Stream.concat(
        Stream.of(
                "RunsBucket audit/new/summary.json",
                "RunsBucket connect-many/new/summary.json",
                "TrailBucket connections/lab/1.json")
            .map(what -> what.split(" "))
            .map(what -> in.denied(what[1], () -> put(in, what[0], what[1]))),
        Stream.of(
            DynamicTest.dynamicTest(
                "but not to put a manifest", () -> put(in, "RunsBucket", "manifests/lab.csv"))));
  }

  /** An audit without its summary is told by nothing. */
  @TestFactory
  Stream<DynamicTest> who_may_delete_everywhere_is_denied_to_take_evidence_away() {
    lab.iam.createUser(r -> r.userName("remover"));
    lab.iam.attachUserPolicy(r -> r.userName("remover").policyArn(ADMINISTRATOR_ACCESS));
    var in = new Intruder(miniStack, new Federation(miniStack).newKey("remover"));
    return Stream.of(
            "RunsBucket audit/old/summary.json",
            "RunsBucket connect-many/old/results.jsonl",
            "TrailBucket connections/lab/1.json")
        .map(what -> what.split(" "))
        .map(what ->
            in.denied(
                what[1],
                () ->
                    in.s3.deleteObject(
                        r -> r.bucket(lab.application.template().name(what[0])).key(what[1]))));
  }

  private void put(Intruder in, String bucket, String key) {
    in.s3.putObject(
        r -> r.bucket(lab.application.template().name(bucket)).key(key).ifNoneMatch("*"),
        RequestBody.fromString("x"));
  }
}
