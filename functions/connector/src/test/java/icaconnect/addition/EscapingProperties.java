package icaconnect.addition;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.lambda.Json;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever others wrote in their statements stays text in Terraform and TypeScript. */
class EscapingProperties {
  @Property(tries = 20_000)
  void terraform_reads_the_text_that_was_there(@ForAll("texts") String text) {
    assertThat(HclReader.text(Hcl.text(text))).isEqualTo(text);
  }

  /** A double-quoted text of TypeScript is one of JSON, on one line. */
  @Property(tries = 20_000)
  void typescript_reads_the_text_that_was_there(@ForAll("texts") String text) {
    String literal = TypeScript.text(text);

    assertThat(Json.parse(literal).textValue()).isEqualTo(text);
    assertThat(literal).doesNotContain("\n", "\r", "\u2028", "\u2029");
  }

  @Property(tries = 10_000)
  void keys_are_texts_too(@ForAll("texts") String key) {
    var object = Json.MAPPER.createObjectNode().put(key, 1);

    assertThat(Hcl.value(object, 0)).isEqualTo("{\n  " + Hcl.text(key) + " = 1\n}");
    assertThat(TypeScript.value(object, 0)).isEqualTo("{\n  " + TypeScript.text(key) + ": 1,\n}");
  }

  @Provide
  Arbitrary<String> texts() {
    var parts =
        Arbitraries.oneOf(
            Arbitraries.of(
                List.of(
                    "$",
                    "%",
                    "{",
                    "}",
                    "${",
                    "%{",
                    "$${",
                    "%%{",
                    "$$",
                    "${aws:username}",
                    "\"",
                    "\\",
                    "\\u0024",
                    "\n",
                    "\r\n",
                    "\t",
                    "\u0000",
                    "\u2028",
                    "\u2029",
                    "*/",
                    "//",
                    "#",
                    "`",
                    "'",
                    "é",
                    "\ud83e\uddec",
                    "arn:aws:s3:::lab/*")),
            Arbitraries.strings().ascii().ofMaxLength(3));
    return parts.list().ofMaxSize(8).map(some -> String.join("", some));
  }
}
