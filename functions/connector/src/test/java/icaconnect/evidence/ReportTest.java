package icaconnect.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.lambda.Json;
import icaconnect.registry.ConnectionRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page of a stack that is always the same. Run with -Dgolden.write=true to write it anew. */
class ReportTest {
  private static final Path GOLDEN = Path.of("src/test/resources/evidence/one-connection.html");
  private static final Path JSON = Path.of("src/test/resources/evidence/one-connection.json");

  static final JsonNode BEFORE =
      Json.parse("{\"Version\": \"2012-10-17\", \"Statement\": [{\"Sid\": \"TlsOnly\"}]}");
  static final JsonNode AFTER =
      Json.parse(
          "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Sid\": \"TlsOnly\"}, {\"Sid\": \"Ours\"}]}");

  private final ObjectNode evidence = new AnyEvidence(BEFORE, AFTER).evidence();
  private final String page = EvidencePage.of(evidence);

  @Test
  void is_the_page_that_somebody_has_looked_at() throws IOException {
    if (Boolean.getBoolean("golden.write")) {
      Files.createDirectories(GOLDEN.getParent());
      Files.writeString(GOLDEN, page);
      Files.writeString(JSON, Evidence.text(evidence));
    }
    assertThat(page).isEqualTo(Files.readString(GOLDEN));
    assertThat(Evidence.text(evidence)).isEqualTo(Files.readString(JSON));
  }

  @Test
  void says_what_is_not_known_and_invents_nothing() {
    assertThat(page)
        .contains("The present bucket policy of the bucket: AWS refuses: 403")
        .contains("only its digest " + "0".repeat(64) + " is kept")
        .contains("Who started it: no trail of AWS CloudTrail")
        .contains("Version of the stack</dt> <dd>not known");
  }

  @Test
  void names_the_failed_connect_that_an_execution_has_undone() {
    ObjectNode edited = evidence.deepCopy();
    ((ObjectNode) edited.at("/connections/0/record/history/0")).put("onBehalfOf", "arn:failed");

    assertThat(EvidencePage.of(edited)).contains("connect, undoing arn:failed");
  }

  @Test
  void has_both_documents_beside_each_other() {
    assertThat(page)
        .contains("<td class=\"added\">+ ")
        .contains("&quot;Sid&quot;: &quot;Ours&quot;");
  }

  @Test
  void a_narrow_column_breaks_a_time_after_its_day_only() {
    assertThat(page)
        .contains(
            "<span class=\"time\">2026-11-20</span><wbr><span class=\"time\">T08:00:35Z</span>");
  }

  @Test
  void every_link_leads_somewhere_and_nothing_comes_from_elsewhere() {
    var ids = all("id=\"([^\"]+)\"");
    assertThat(all("href=\"#([^\"]+)\"")).isNotEmpty().allMatch(ids::contains);
    assertThat(ids).doesNotHaveDuplicates();
    assertThat(page)
        .doesNotContain("<script", "src=", "http-equiv=\"refresh\"", "url(", "@import")
        .doesNotContainPattern("href=\"[^#]");
  }

  @Test
  void every_region_has_a_name_of_its_own() {
    assertThat(all("role=\"region\"[^>]*aria-label=\"([^\"]+)\""))
        .isNotEmpty()
        .doesNotHaveDuplicates();
  }

  @Test
  void the_evidence_agrees_with_itself_until_somebody_edits_it() {
    String text = Evidence.text(evidence);
    assertThat(Evidence.problems(Json.parse(text))).isEmpty();

    String edited = text.replace("\"put-object\"", "\"put-objects\"");
    assertThat(Evidence.problems(Json.parse(edited))).hasSize(1);
    assertThat(Evidence.problems(Json.parse("{}"))).hasSize(1);
  }

  @Test
  void a_document_that_is_not_its_digests_is_noticed_even_under_a_new_digest() {
    ObjectNode edited = evidence.deepCopy();
    ((ObjectNode) edited.at("/connections/0/executions/0/documents/0/before/document"))
        .put("Version", "2008-10-17");

    assertThat(Evidence.problems(Evidence.sealed(edited)))
        .singleElement()
        .asString()
        .contains("not the one of its digest");
  }

  @Test
  void an_order_of_fields_or_white_space_is_no_edit() {
    JsonNode compact = Json.parse(evidence.toString());

    assertThat(Evidence.problems(compact)).isEmpty();
  }

  @Test
  void a_stack_without_connections_has_a_page() {
    var none =
        new Gathering(
                new AnyEvidence(BEFORE, AFTER) {
                  @Override
                  public List<ConnectionRecord> connections() {
                    return List.of();
                  }
                },
                Bounds.OF_A_PERSON)
            .of(AnyEvidence.made(), _ -> true);

    assertThat(EvidencePage.of(none)).contains("There are none.");
  }

  private List<String> all(String pattern) {
    return Pattern.compile(pattern)
        .matcher(page)
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toList());
  }
}
