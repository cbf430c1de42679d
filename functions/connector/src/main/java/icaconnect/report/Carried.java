package icaconnect.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import icaconnect.code.Code;
import icaconnect.code.Severity;
import icaconnect.lambda.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A report that a workflow can carry beside those of its other steps. A state takes and gives 256
 * KiB at most (https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html), and a
 * bucket with its key may have documents of more. What is left out is said; what would be written
 * is not among it.
 */
public final class Carried {
  /** Bytes, of each step that writes a document of others: a policy's 20 KB twice, and findings. */
  private static final int WITH_DOCUMENTS = 48 * 1024;

  private static final int OTHERS = 16 * 1024;

  /** Bytes of findings, which the record keeps too: an item of DynamoDB has 400 KB. */
  private static final int FINDINGS = 12 * 1024;

  private static final Set<String> WRITERS = Set.of("cors", "bucketPolicy", "kms");

  /** Bytes of the finding that says what is left out. */
  private static final int SAID = 1024;

  private Carried() {}

  public static Report of(Report whole) {
    int room = WRITERS.contains(whole.name()) ? WITH_DOCUMENTS : OTHERS;
    if (bytes(whole) <= room && bytes(whole.findings()) <= FINDINGS) {
      return whole;
    }
    var budget = new Budget(FINDINGS - SAID);
    var worstFirst = new ArrayList<>(whole.findings());
    worstFirst.sort(Comparator.<Finding, Severity>comparing(Finding::severity).reversed());
    var told = new HashSet<Finding>();
    worstFirst.stream().filter(budget::has).forEach(told::add);
    var findings = whole.findings().stream().filter(told::contains).toList();
    var bare = whole.withFindings(List.of()).withChanges(List.of()).withDocuments(List.of());
    budget = new Budget(room - SAID - bytes(bare) - bytes(findings));
    var changes = new ArrayList<Change>();
    int shortened = 0;
    for (Change change : whole.changes()) {
      if (budget.has(change)) {
        changes.add(change);
      } else {
        shortened++;
        Optional.of(inShort(change)).filter(budget::has).ifPresent(changes::add);
      }
    }
    var documents = whole.documents().stream().filter(budget::has).toList();
    return bare.withChanges(changes)
        .withDocuments(documents)
        .withFindings(
            and(
                findings,
                leftOut(
                    whole.name(),
                    whole.findings().size() - findings.size(),
                    shortened,
                    whole.documents().size() - documents.size())));
  }

  private static final class Budget {
    private int left;

    Budget(int bytes) {
      left = bytes;
    }

    /** Takes it, where there is room; the comma behind it too. */
    boolean has(Object one) {
      int needed = bytes(one) + 1;
      boolean fits = needed <= left;
      left -= fits ? needed : 0;
      return fits;
    }
  }

  private static Change inShort(Change change) {
    return new Change(
        change.what(), change.from().map(Carried::inShort), change.to().map(Carried::inShort));
  }

  private static JsonNode inShort(JsonNode value) {
    return TextNode.valueOf("left out: " + bytes(value) + " bytes");
  }

  private static Finding leftOut(String step, int findings, int changes, int documents) {
    return Finding.warning(
        Code.ANSWER_SHORTENED,
        "The answer of the step %s is too long for a workflow. Left out are %d of its findings, what %d of its changes are from and to, and %d of its documents before and after."
            .formatted(step, findings, changes, documents),
        "Read the documents themselves, as with aws s3api get-bucket-policy. Everything is planned and written as if all were told.");
  }

  private static List<Finding> and(List<Finding> findings, Finding one) {
    var all = new ArrayList<>(findings);
    all.add(one);
    return all;
  }

  private static int bytes(Object value) {
    return Json.write(value).getBytes(StandardCharsets.UTF_8).length;
  }
}
