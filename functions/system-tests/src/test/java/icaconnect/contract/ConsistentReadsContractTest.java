package icaconnect.contract;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.lambda.Json;
import icaconnect.localstack.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every read of the registry shows what was written before, so that nobody decides by a record of a
 * second ago. DynamoDB reads so only where it is asked to.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.ReadConsistency.html
 */
class ConsistentReadsContractTest {
  private static final Pattern TASK =
      Pattern.compile(":dynamodb:(getItem|query|scan|batchGetItem)\\b");
  private static final Pattern ASKED_FOR = Pattern.compile("[\"']ConsistentRead[\"']\\s*:\\s*true");
  // What has no argument is no call of DynamoDB.
  private static final Pattern CALL =
      Pattern.compile("\\.(getItem|query|scan|batchGetItem)(Paginator)?\\((?!\\))");

  @Test
  void of_the_workflows() {
    var reads = new ArrayList<String>();
    var weak = new ArrayList<String>();
    Template.read()
        .definitions()
        .forEach((machine, definition) ->
            States.of(definition).stream()
                .filter(each -> TASK.matcher(each.state().path("Resource").asText()).find())
                .forEach(each -> {
                  reads.add(machine);
                  String arguments = Json.write(each.state().path("Arguments"));
                  if (!ASKED_FOR.matcher(arguments).find()) {
                    weak.add(machine + ": " + each.name());
                  }
                }));

    assertThat(weak).isEmpty();
    assertThat(reads).hasSizeGreaterThan(10);
  }

  @Test
  void of_the_functions_and_the_command_line() throws IOException {
    var reads = new ArrayList<String>();
    for (Path file : sources()) {
      calls(Files.readString(file)).forEach(call -> reads.add(file.getFileName() + ": " + call));
    }

    assertThat(reads.stream().filter(call -> !isConsistent(call))).isEmpty();
    assertThat(reads).hasSizeGreaterThan(5);
  }

  @ParameterizedTest
  @CsvSource({
    "d.getItem(r -> r.tableName(t)), false",
    "d.getItem(r -> r.tableName(t).consistentRead(true)), true",
    "d.scan(r -> r.tableName(t)); other.consistentRead(true), false",
    "d.queryPaginator(r -> { r.tableName(t(1)); r.consistentRead(true); }), true",
    "d.getItem(r -> r.tableName(t).consistentRead(false)), false"
  })
  void a_call_that_does_not_ask_for_it_is_noticed(String source, boolean consistent) {
    assertThat(calls(source)).hasSize(1).allMatch(call -> isConsistent(call) == consistent);
  }

  private static boolean isConsistent(String call) {
    return call.contains(".consistentRead(true)");
  }

  private static List<String> calls(String source) {
    return CALL.matcher(source).results().map(found -> upToItsEnd(source, found)).toList();
  }

  private static String upToItsEnd(String source, MatchResult call) {
    int open = 1;
    int at = call.end();
    while (open > 0) {
      char next = source.charAt(at++);
      open += next == '(' ? 1 : next == ')' ? -1 : 0;
    }
    return source.substring(call.start(), at);
  }

  private static List<Path> sources() throws IOException {
    var files = new ArrayList<Path>();
    for (String sources : List.of("functions/connector/src/main", "cli/src/main")) {
      try (Stream<Path> below = Files.walk(Checkout.file(sources))) {
        below.filter(file -> file.toString().endsWith(".java")).forEach(files::add);
      }
    }
    return files;
  }
}
