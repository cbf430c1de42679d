package icaconnect.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.failure.InvalidRequest;
import icaconnect.lambda.Json;
import icaconnect.step.Invocation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestHandlerTest {
  private final InMemoryRuns runs = new InMemoryRuns();

  @Test
  void a_list_may_hold_names_and_requests() {
    var work =
        handle(
            "{\"buckets\": [\"lab-a\", {\"bucket\": \"lab-b\", \"prefix\": \"ica/\"}], \"concurrency\": 4}");

    assertThat(work)
        .isEqualTo(
            Json.parse(
                "{\"key\": \"connect-many/one/work.json\", \"count\": 2, \"concurrency\": 4}"));
    assertThat(workList())
        .isEqualTo(
            Json.parse("[{\"bucket\": \"lab-a\"}, {\"bucket\": \"lab-b\", \"prefix\": \"ica/\"}]"));
  }

  @Test
  void a_json_file_is_a_list() {
    runs.with("manifests/lab.json", "[\"lab-a\"]");

    assertThat(handle("{\"manifest\": \"manifests/lab.json\"}").path("concurrency").asInt())
        .isEqualTo(10);
    assertThat(workList()).isEqualTo(Json.parse("[{\"bucket\": \"lab-a\"}]"));
  }

  @Test
  void a_csv_file_is_read_as_spreadsheets_write_it() {
    runs.with(
        "manifests/lab.csv",
        "\uFEFFbucket,prefix,crossAccountCopy\r\nlab-a,\"run, \"\"7\"\"/\",true\r\n\r\nlab-b,,\r\n");

    handle("{\"manifest\": \"manifests/lab.csv\"}");

    assertThat(workList())
        .isEqualTo(
            Json.parse(
                """
                [{"bucket": "lab-a", "prefix": "run, \\"7\\"/", "crossAccountCopy": "true"}, {"bucket": "lab-b"}]
                """));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bucket,prefix\nlab-a,\"x/\nlab-b,y/\nlab-c,z/\n",
        "bucket,prefix\nlab-a,\"x\"/\nlab-b,y/\n",
        "bucket,prefix\nlab-a,\"x/\nlab-b,\"\nlab-c,z/\n",
        "bucket,bucket\nlab-a,lab-b\n",
        "bucket,prefix\nlab-a,x/,true\n",
        "bucket,\nlab-a,x/\n"
      })
  void a_table_that_could_be_read_in_two_ways_is_refused(String table) {
    runs.with("manifests/lab.csv", table);

    assertThatThrownBy(() -> handle("{\"manifest\": \"manifests/lab.csv\"}"))
        .isInstanceOf(InvalidRequest.class)
        .hasMessageContaining("manifest");
    assertThat(runs.read("connect-many/one/work.json")).isEmpty();
  }

  @Test
  void a_refused_table_names_the_line() {
    runs.with("manifests/lab.csv", "bucket,prefix\nlab-a,x/\nlab-b,\"y/\nlab-c,z/\n");

    assertThatThrownBy(() -> handle("{\"manifest\": \"manifests/lab.csv\"}"))
        .hasMessageContaining("from line 3");
  }

  @Test
  void a_bad_entry_is_left_to_its_own_execution() {
    assertThat(handle("{\"buckets\": [7, {\"prefix\": \"/\"}, \"UPPER\"]}").path("count").asInt())
        .isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"buckets\": [], \"manifest\": \"manifests/x.json\"}",
        "{\"buckets\": []}",
        "{\"buckets\": {}}",
        "{\"manifest\": \"other/x.json\"}",
        "{\"manifest\": \"manifests/x.txt\"}",
        "{\"manifest\": \"manifests/none.json\"}",
        "{\"manifest\": \"manifests/bad.json\"}",
        "{\"buckets\": [\"lab\"], \"concurrency\": 0}",
        "{\"buckets\": [\"lab\"], \"concurrency\": 41}",
        "{\"buckets\": [\"lab\"], \"concurrency\": \"abc\"}",
        "{\"buckets\": [\"lab\"], \"concurrency\": \"4\"}",
        "{\"buckets\": [\"lab\"], \"concurrency\": null}",
        "{\"buckets\": [\"lab\"], \"concurrency\": true}",
        "{\"buckets\": [\"lab\"], \"concurrency\": 1.5}",
        "{\"buckets\": [\"lab\"], \"concurrency\": 4294967297}",
        "{\"buckets\": [\"lab-a\", \"lab-b\", {\"bucket\": \"lab-a\"}]}"
      })
  void what_makes_no_list_is_refused_before_anything_is_done(String request) {
    runs.with("manifests/bad.json", "[\"lab");

    assertThatThrownBy(() -> handle(request)).isInstanceOf(InvalidRequest.class);
    assertThat(runs.read("connect-many/one/work.json")).isEmpty();
  }

  private JsonNode handle(String request) {
    var input = Json.MAPPER.createObjectNode().put("run", "connect-many/one");
    return Invocation.of(new ManifestHandler(runs), input.set("request", Json.parse(request)));
  }

  private JsonNode workList() {
    return Json.parse(runs.read("connect-many/one/work.json").orElseThrow());
  }
}
