package icaconnect.audit;

import icaconnect.code.Code;
import icaconnect.report.Finding;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What of the traces a person should know. Who may make secrets can make very many: all go to the
 * log, and of each code some to the answer, which no single code fills.
 */
final class TraceFindings {
  static final int SHOWN = 20;

  private static final List<Code> GRAVEST_FIRST =
      List.of(
          Code.CONNECTION_WITHOUT_RECORD,
          Code.TRACES_UNSEEN,
          Code.TRACE_UNCLEAR,
          Code.EARLIER_TRACE);

  private final Map<Code, List<Finding>> shown = new EnumMap<>(Code.class);
  private final Map<Code, Integer> more = new EnumMap<>(Code.class);
  private final Consumer<Finding> log;

  TraceFindings(Consumer<Finding> log) {
    this.log = log;
  }

  void withoutRecord(MarkedSecret secret, String userName, String bucket, String why) {
    add(
        Finding.warning(
            Code.CONNECTION_WITHOUT_RECORD,
            "The user %s has the secret %s for the bucket %s, %s: its access key may be live, and nothing audits, rotates or disconnects it."
                .formatted(userName, secret.name(), bucket, why),
            "Look who uses the key; if nobody does, delete the user's keys, the user and the secret, and take its ARN out of the bucket's policy."));
  }

  void unclear(MarkedSecret secret, String why) {
    add(
        Finding.warning(
            Code.TRACE_UNCLEAR,
            "The secret %s carries this application's mark and %s: it is not believed."
                .formatted(secret.name(), why),
            "Ask CloudTrail who made or tagged it: delete it if that was not this application, or connect the bucket again by its own request."));
  }

  void earlier(MarkedSecret secret, String userName) {
    add(
        Finding.info(
            Code.EARLIER_TRACE,
            "The secret %s and the user %s are of the time before marks named a stack, and the user's boundary is not this stack's, so no record is made of them."
                .formatted(secret.name(), userName),
            "Nothing to do if they are another stack's; else delete them, or put this stack's boundary on the user for the next audit."));
  }

  void unseen(String why) {
    add(
        Finding.warning(
            Code.TRACES_UNSEEN,
            "The secrets with this application's mark could not be listed, or not to the end, so there may be connections without a record that nobody has looked for: "
                + why,
            "Mend that, and start the audit again."));
  }

  void unfinished() {
    add(
        Finding.warning(
            Code.TRACE_UNCLEAR,
            "There are more secrets with this application's mark than an audit has time to look at.",
            "Look who made them, and start the audit again: what was rebuilt is not looked at twice."));
  }

  List<Finding> all() {
    var all = new ArrayList<Finding>();
    for (Code code : GRAVEST_FIRST) {
      all.addAll(shown.getOrDefault(code, List.of()));
      if (more.containsKey(code)) {
        all.add(
            new Finding(
                code.severity().orElseThrow(),
                code,
                more.get(code) + " more like these are in the log of the function that lists.",
                "Mend these first, or read the log."));
      }
    }
    return all;
  }

  private void add(Finding finding) {
    log.accept(finding);
    var kept = shown.computeIfAbsent(finding.code(), _ -> new ArrayList<>());
    if (kept.size() < SHOWN) {
      kept.add(finding);
    } else {
      more.merge(finding.code(), 1, Integer::sum);
    }
  }
}
