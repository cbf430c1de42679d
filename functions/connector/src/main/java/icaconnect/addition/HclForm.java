package icaconnect.addition;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.bucketpolicy.OwnersPolicy;
import icaconnect.cors.CorsRule;
import java.util.List;

/**
 * An addition as Terraform's local values, with how to use each. Nothing that others wrote stands
 * in a comment, which it could end.
 */
final class HclForm {
  private final StringBuilder text = new StringBuilder();

  private HclForm() {}

  static String of(Addition addition) {
    var form = new HclForm();
    form.text.append("locals {\n");
    form.cors(addition.corsRules());
    form.statements(addition.bucketPolicyStatements());
    form.edits(addition.bucketPolicyEdits());
    form.keyStatements(addition.keyPolicyStatements());
    return form.text.append("}\n").toString();
  }

  private void cors(List<CorsRule> rules) {
    if (rules.isEmpty()) {
      return;
    }
    comment(
        "In aws_s3_bucket_cors_configuration, before your own rules, since S3 answers with the first that matches:",
        "  dynamic \"cors_rule\" {",
        "    for_each = local.ica_cors_rules",
        "    content {",
        "      id              = cors_rule.value.id",
        "      allowed_headers = cors_rule.value.allowed_headers",
        "      allowed_methods = cors_rule.value.allowed_methods",
        "      allowed_origins = cors_rule.value.allowed_origins",
        "      expose_headers  = cors_rule.value.expose_headers",
        "    }",
        "  }");
    text.append("  ica_cors_rules = [\n");
    for (CorsRule rule : rules) {
      text.append("    {\n");
      rule.id().ifPresent(id -> line("id", Hcl.text(id)));
      line("allowed_headers", Hcl.texts(rule.allowedHeaders()));
      line("allowed_methods", Hcl.texts(rule.allowedMethods()));
      line("allowed_origins", Hcl.texts(rule.allowedOrigins()));
      line("expose_headers", Hcl.texts(rule.exposeHeaders()));
      text.append("    },\n");
    }
    text.append("  ]\n");
  }

  private void line(String name, String value) {
    text.append("      ").append(name).append(" = ").append(value).append('\n');
  }

  private void statements(List<JsonNode> statements) {
    if (!statements.isEmpty()) {
      comment(
          "In aws_s3_bucket_policy: jsonencode({ Version = \"2012-10-17\", Statement = concat(YOURS, local.ica_bucket_policy_statements) });",
          "in a data \"aws_iam_policy_document\": source_policy_documents = [jsonencode({ Version = \"2012-10-17\", Statement = local.ica_bucket_policy_statements })].");
      list("ica_bucket_policy_statements", statements);
    }
  }

  private void edits(List<OwnersPolicy.Edited> edits) {
    if (!edits.isEmpty()) {
      comment(
          "Each in place of one of your statements: by its place in the bucket's policy as it is now, from 0.");
      text.append("  ica_bucket_policy_edits = {\n");
      for (OwnersPolicy.Edited edit : edits) {
        text.append("    \"").append(edit.index()).append("\" = ");
        text.append(Hcl.value(edit.to(), 4)).append('\n');
      }
      text.append("  }\n");
    }
  }

  private void keyStatements(List<JsonNode> statements) {
    if (!statements.isEmpty()) {
      comment("In the policy of the bucket's aws_kms_key, beside your own statements.");
      list("ica_key_policy_statements", statements);
    }
  }

  private void list(String name, List<JsonNode> statements) {
    text.append("  ").append(name).append(" = [\n");
    statements.forEach(each -> text.append("    ").append(Hcl.value(each, 4)).append(",\n"));
    text.append("  ]\n");
  }

  private void comment(String... lines) {
    for (String line : lines) {
      text.append("  # ").append(line).append('\n');
    }
  }
}
