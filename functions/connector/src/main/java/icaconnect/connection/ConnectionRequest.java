package icaconnect.connection;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a person, template or event asks for, as JSON arrives: every field may be null. Booleans may
 * arrive as text, since CloudFormation sends every scalar as text.
 */
public record ConnectionRequest(
    String bucket,
    String prefix,
    String icaRegion,
    String userName,
    String policyName,
    List<String> allowedOrigins,
    String permissions,
    Boolean crossAccountCopy,
    String crossAccountRoleArn,
    String denyStatements,
    List<String> exemptSids,
    String keyAccess,
    Boolean verifyOnly,
    Boolean adoptExisting,
    String storageCredentialName,
    String storageConfigurationName,
    Boolean shareStorageConfiguration,
    String icaApiKeySecretArn,
    String expectedPlan,
    String mode) {

  private static final Set<String> FIELDS =
      Stream.of(ConnectionRequest.class.getRecordComponents())
          .map(RecordComponent::getName)
          .collect(Collectors.toUnmodifiableSet());

  /**
   * Reads the fields it knows and reports unknown ones and wrong types; values are judged later.
   */
  static ConnectionRequest read(JsonNode json, Problems problems) {
    if (!json.isObject()) {
      problems.add("the request", "must be a JSON object");
      return read(Json.MAPPER.createObjectNode(), new Problems());
    }
    var unknown = new TreeSet<String>();
    json.fieldNames().forEachRemaining(unknown::add);
    unknown.removeAll(FIELDS);
    unknown.forEach(name -> problems.add(quoted(name), "is not a field of a request"));
    var fields = new Fields(json, problems);
    return new ConnectionRequest(
        fields.text("bucket"),
        fields.text("prefix"),
        fields.text("icaRegion"),
        fields.text("userName"),
        fields.text("policyName"),
        fields.texts("allowedOrigins"),
        fields.text("permissions"),
        fields.flag("crossAccountCopy"),
        fields.text("crossAccountRoleArn"),
        fields.text("denyStatements"),
        fields.texts("exemptSids"),
        fields.text("keyAccess"),
        fields.flag("verifyOnly"),
        fields.flag("adoptExisting"),
        fields.text("storageCredentialName"),
        fields.text("storageConfigurationName"),
        fields.flag("shareStorageConfiguration"),
        fields.text("icaApiKeySecretArn"),
        fields.text("expectedPlan"),
        fields.text("mode"));
  }

  private static String quoted(String name) {
    return "\"" + (name.length() > 40 ? name.substring(0, 40) + "…" : name) + "\"";
  }

  private record Fields(JsonNode json, Problems problems) {
    String text(String name) {
      JsonNode value = json.path(name);
      if (value.isMissingNode() || value.isNull() || value.isTextual()) {
        return value.textValue();
      }
      problems.add(name, "must be text");
      return null;
    }

    Boolean flag(String name) {
      JsonNode value = json.path(name);
      if (value.isMissingNode() || value.isNull()) {
        return null;
      }
      return switch (value.asText().toLowerCase(java.util.Locale.ROOT)) {
        case "true" -> true;
        case "false" -> false;
        default -> {
          problems.add(name, "must be true or false");
          yield null;
        }
      };
    }

    List<String> texts(String name) {
      JsonNode value = json.path(name);
      if (value.isMissingNode() || value.isNull()) {
        return null;
      }
      var texts = new ArrayList<String>();
      value.forEach(item -> texts.add(item.textValue()));
      if (!value.isArray() || texts.contains(null)) {
        problems.add(name, "must be a list of texts");
        return null;
      }
      return texts;
    }
  }
}
