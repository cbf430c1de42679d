package icaconnect.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import icaconnect.code.Code;
import icaconnect.lambda.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CarriedTest {
  @Test
  void what_fits_is_carried_whole() {
    var report = report("cors", List.of(change(1)), List.of(finding(1)), List.of(document(18_000)));
    assertThat(Carried.of(report)).isSameAs(report);
  }

  /** S3 takes a policy of 20 KB and CORS rules of 64 KB, KMS a policy of 32 KB for each key. */
  @ParameterizedTest
  @CsvSource({"bucketPolicy, 20480, 1", "cors, 65536, 1", "kms, 32768, 50", "iam, 6144, 1"})
  void no_answer_is_longer_than_its_share(String step, int bytes, int documents) {
    var whole =
        report(
            step,
            IntStream.range(0, 200).mapToObj(i -> change(200)).toList(),
            IntStream.range(0, 300).mapToObj(CarriedTest::finding).toList(),
            IntStream.range(0, documents).mapToObj(i -> document(bytes)).toList());
    var carried = Carried.of(whole);

    assertThat(bytes(carried)).isLessThanOrEqualTo(step.equals("iam") ? 16 * 1024 : 48 * 1024);
    assertThat(bytes(carried.findings())).isLessThanOrEqualTo(12 * 1024);
    assertThat(carried.findings().getLast().code()).isEqualTo(Code.ANSWER_SHORTENED);
    assertThat(carried.findings().getLast().message()).contains(documents + " of its documents");
    assertThat(carried.changed()).isTrue();
    assertThat(carried.writes()).isEqualTo(whole.writes());
  }

  @Test
  void a_document_goes_before_anything_else_does() {
    var whole = report("kms", List.of(change(1)), List.of(finding(1)), List.of(document(32_768)));
    var carried = Carried.of(whole);

    assertThat(carried.documents()).isEmpty();
    assertThat(carried.changes()).isEqualTo(whole.changes());
    assertThat(carried.findings()).startsWith(whole.findings().getFirst()).hasSize(2);
  }

  @Test
  void what_keeps_ica_out_is_told_before_what_is_good_to_know() {
    var error = Finding.error(Code.KMS_KEY_POLICY, "It is denied.", "Allow it.");
    var findings =
        Stream.concat(IntStream.range(0, 300).mapToObj(CarriedTest::finding), Stream.of(error));
    var carried = Carried.of(report("inspect", List.of(), findings.toList(), List.of()));

    assertThat(carried.findings()).contains(error);
  }

  @Test
  void a_change_without_room_for_its_values_still_says_what_is_changed() {
    var change = Change.edited("key grant G", text(30_000), text(30_000));
    var carried = Carried.of(report("kms", List.of(change), List.of(), List.of()));

    assertThat(carried.changes())
        .containsExactly(
            Change.edited(
                "key grant G",
                TextNode.valueOf("left out: 30002 bytes"),
                TextNode.valueOf("left out: 30002 bytes")));
  }

  private static Report report(
      String step, List<Change> changes, List<Finding> findings, List<Document> documents) {
    return Report.of(step, changes)
        .withFindings(findings)
        .withDocuments(documents)
        .withWrites(List.of(new PlannedWrite(step, "it", "0".repeat(64))));
  }

  private static Change change(int bytes) {
    return Change.edited("statement", text(bytes), text(bytes));
  }

  private static Finding finding(int number) {
    return Finding.info(Code.KMS_GRANTED, number + "m".repeat(300), "r".repeat(200));
  }

  private static Document document(int bytes) {
    return new Document("it", Optional.of(text(bytes)), Optional.of(text(bytes)));
  }

  private static JsonNode text(int bytes) {
    return TextNode.valueOf("x".repeat(bytes));
  }

  private static int bytes(Object value) {
    return Json.write(value).getBytes(StandardCharsets.UTF_8).length;
  }
}
