package icaconnect.addition;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.bucketpolicy.OwnersPolicy;
import icaconnect.cors.CorsRule;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An addition as a module of AWS CDK v2 in TypeScript. Nothing that others wrote stands in a
 * comment, which it could end.
 * https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_iam.PolicyStatement.html#static-fromwbrjsonobj
 */
final class CdkForm {
  private final StringBuilder text = new StringBuilder();

  private CdkForm() {}

  static String of(Addition addition) {
    var form = new CdkForm();
    form.imports(addition);
    form.cors(addition.corsRules());
    form.statements(
        "For each: bucket.addToResourcePolicy(statement).",
        "icaBucketPolicyStatements",
        addition.bucketPolicyStatements());
    form.edits(addition.bucketPolicyEdits());
    form.statements(
        "For each: key.addToResourcePolicy(statement).",
        "icaKeyPolicyStatements",
        addition.keyPolicyStatements());
    return form.text.toString();
  }

  private void imports(Addition addition) {
    boolean policies =
        !addition.bucketPolicyStatements().isEmpty()
            || !addition.bucketPolicyEdits().isEmpty()
            || !addition.keyPolicyStatements().isEmpty();
    if (policies) {
      text.append("import * as iam from 'aws-cdk-lib/aws-iam';\n");
    }
    if (!addition.corsRules().isEmpty()) {
      text.append("import * as s3 from 'aws-cdk-lib/aws-s3';\n");
    }
  }

  private void cors(List<CorsRule> rules) {
    if (rules.isEmpty()) {
      return;
    }
    text.append(
        "\n// First in the bucket's cors, since S3 answers with the first rule that matches.\n");
    text.append("export const icaCorsRules = [\n");
    for (CorsRule rule : rules) {
      text.append("  {\n");
      rule.id().ifPresent(id -> line("id", TypeScript.text(id)));
      line("allowedHeaders", TypeScript.texts(rule.allowedHeaders()));
      line("allowedMethods", methods(rule.allowedMethods()));
      line("allowedOrigins", TypeScript.texts(rule.allowedOrigins()));
      line("exposedHeaders", TypeScript.texts(rule.exposeHeaders()));
      text.append("  },\n");
    }
    text.append("];\n");
  }

  private static String methods(List<String> methods) {
    return methods.stream()
        .map(method -> "s3.HttpMethods." + method)
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private void line(String name, String value) {
    text.append("    ").append(name).append(": ").append(value).append(",\n");
  }

  private void statements(String comment, String name, List<JsonNode> statements) {
    if (statements.isEmpty()) {
      return;
    }
    text.append("\n// ").append(comment).append("\nexport const ").append(name).append(" = [\n");
    statements.forEach(each -> text.append("  ").append(statement(each, 2)).append(",\n"));
    text.append("];\n");
  }

  private void edits(List<OwnersPolicy.Edited> edits) {
    if (edits.isEmpty()) {
      return;
    }
    text.append(
        "\n// Each in place of one of your statements: by its place in the bucket's policy as it is now, from 0.\n");
    text.append("export const icaBucketPolicyEdits = {\n");
    for (OwnersPolicy.Edited edit : edits) {
      text.append("  ").append(edit.index()).append(": ");
      text.append(statement(edit.to(), 2)).append(",\n");
    }
    text.append("};\n");
  }

  private static String statement(JsonNode json, int indent) {
    return "iam.PolicyStatement.fromJson(" + TypeScript.value(json, indent) + ")";
  }
}
