package icaconnect.inspect;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The tool whose code describes a bucket, by the tags that it leaves there. CloudFormation, AWS
 * Controllers for Kubernetes and Crossplane write their own, and so does Service Catalog; Terraform
 * and Pulumi write none, and teams mark what these made by tags such as {@code ManagedBy}.
 *
 * <ul>
 *   <li>https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-resource-tags.html
 *   <li>https://docs.aws.amazon.com/servicecatalog/latest/adminguide/autotags.html
 *   <li>https://aws-controllers-k8s.github.io/community/docs/user-docs/ack-tags/
 *   <li>https://developer.hashicorp.com/terraform/tutorials/aws/aws-default-tags
 * </ul>
 *
 * @param name such as "Terraform"
 * @param source where its code of the bucket is, as far as the tags tell, such as a stack's name
 * @param mark the tags that say so
 */
record ConfigurationTool(String name, Optional<String> source, Map<String, String> mark) {
  private static final String CLOUDFORMATION = "aws:cloudformation:";
  private static final String CDK = "aws-cdk:";

  /** By what their names contain; what is longer comes first. */
  private static final Map<String, String> BY_CONVENTION = new LinkedHashMap<>();

  static {
    BY_CONVENTION.put("cdktf", "CDK for Terraform");
    BY_CONVENTION.put("terragrunt", "Terragrunt");
    BY_CONVENTION.put("terraform", "Terraform");
    BY_CONVENTION.put("opentofu", "OpenTofu");
    BY_CONVENTION.put("pulumi", "Pulumi");
    BY_CONVENTION.put("crossplane", "Crossplane");
    BY_CONVENTION.put("cloudformation", "CloudFormation");
    BY_CONVENTION.put("ansible", "Ansible");
  }

  /** Keys, without punctuation, whose value names a tool. */
  private static final Set<String> NAMES_TOOL =
      Set.of(
          "managedby",
          "createdby",
          "deployedby",
          "provisionedby",
          "provisioner",
          "builtby",
          "builtwith",
          "createdwith",
          "deployedwith",
          "iac",
          "iactool",
          "infrastructureascode",
          "tool",
          "appkubernetesiomanagedby");

  private static final Set<String> NO = Set.of("false", "no", "0", "none");

  static Optional<ConfigurationTool> of(Map<String, String> tags) {
    Optional<ConfigurationTool> stack = cloudFormation(tags);
    return stack
        .or(() -> markedBy(tags, "services.k8s.aws/", "AWS Controllers for Kubernetes"))
        .or(() -> byConvention(tags));
  }

  /** A Service Catalog product is a stack, too. */
  private static Optional<ConfigurationTool> cloudFormation(Map<String, String> tags) {
    var mark = startingWith(tags, CLOUDFORMATION);
    if (mark.isEmpty()) {
      return markedBy(tags, CDK, "AWS CDK");
    }
    String stack = mark.getOrDefault(CLOUDFORMATION + "stack-name", "");
    String logicalId = mark.getOrDefault(CLOUDFORMATION + "logical-id", "");
    String source =
        (stack.isEmpty() ? "" : "stack " + stack)
            + (logicalId.isEmpty() ? "" : (stack.isEmpty() ? "" : ", ") + "resource " + logicalId);
    mark.putAll(startingWith(tags, CDK));
    boolean cdk = mark.keySet().stream().anyMatch(key -> key.startsWith(CDK));
    return Optional.of(
        new ConfigurationTool(
            cdk ? "AWS CDK (CloudFormation)" : "CloudFormation",
            Optional.of(source).filter(text -> !text.isEmpty()),
            mark));
  }

  private static Optional<ConfigurationTool> markedBy(
      Map<String, String> tags, String start, String name) {
    var mark = startingWith(tags, start);
    return mark.isEmpty()
        ? Optional.empty()
        : Optional.of(new ConfigurationTool(name, Optional.empty(), mark));
  }

  private static Map<String, String> startingWith(Map<String, String> tags, String start) {
    var found = new TreeMap<String, String>();
    tags.forEach((key, value) -> {
      if (key.startsWith(start)) {
        found.put(key, value);
      }
    });
    return found;
  }

  private static Optional<ConfigurationTool> byConvention(Map<String, String> tags) {
    for (var tool : BY_CONVENTION.entrySet()) {
      var mark = new TreeMap<String, String>();
      tags.forEach((key, value) -> {
        if (says(plain(key), plain(value), tool.getKey())) {
          mark.put(key, value);
        }
      });
      if (!mark.isEmpty()) {
        return Optional.of(new ConfigurationTool(tool.getValue(), Optional.empty(), mark));
      }
    }
    return Optional.empty();
  }

  private static boolean says(String key, String value, String tool) {
    return (NAMES_TOOL.contains(key) && value.contains(tool))
        || (key.startsWith(tool) && !NO.contains(value));
  }

  private static String plain(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }

  /** Such as {@code Terraform (tag ManagedBy = terraform)}. */
  String told() {
    return name + source.map(text -> " (" + text + ")").orElseGet(() -> " (tag " + first() + ")");
  }

  /** The command that shows what the tool would change, or would have to. */
  String compare() {
    return switch (name) {
      case "CloudFormation" -> "aws cloudformation detect-stack-drift";
      case "AWS CDK", "AWS CDK (CloudFormation)" -> "cdk drift";
      case "Terraform" -> "terraform plan";
      case "Terragrunt" -> "terragrunt plan";
      case "OpenTofu" -> "tofu plan";
      case "Pulumi" -> "pulumi preview --refresh";
      case "CDK for Terraform" -> "cdktf diff";
      case "Ansible" -> "ansible-playbook --check --diff";
      default -> "kubectl diff";
    };
  }

  private String first() {
    var one = mark.entrySet().iterator().next();
    return one.getKey() + " = " + one.getValue();
  }
}
