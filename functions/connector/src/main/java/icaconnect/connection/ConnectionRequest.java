package icaconnect.connection;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import icaconnect.lambda.Shortened;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a person, template or event asks for, as JSON arrives: every field may be null. Booleans may
 * arrive as text, since CloudFormation sends every scalar as text.
 */
public record ConnectionRequest(
    @Nullable String bucket,
    @Nullable String prefix,
    @Nullable String icaRegion,
    @Nullable String userName,
    @Nullable String policyName,
    @Nullable List<String> allowedOrigins,
    @Nullable String permissions,
    @Nullable Boolean crossAccountCopy,
    @Nullable String crossAccountRoleArn,
    @Nullable String denyStatements,
    @Nullable List<String> exemptSids,
    @Nullable String keyAccess,
    @Nullable Boolean verifyOnly,
    @Nullable Boolean adoptExisting,
    @Nullable String storageCredentialName,
    @Nullable String storageConfigurationName,
    @Nullable Boolean shareStorageConfiguration,
    @Nullable String icaApiKeySecretArn,
    @Nullable String expectedPlan,
    @Nullable String mode) {

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
    return "\"" + Shortened.to(40, name) + "\"";
  }

  private record Fields(JsonNode json, Problems problems) {
    @Nullable String text(String name) {
      JsonNode value = json.path(name);
      if (value.isMissingNode() || value.isNull() || value.isTextual()) {
        return value.textValue();
      }
      problems.add(name, "must be text");
      return null;
    }

    @Nullable Boolean flag(String name) {
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

    @Nullable List<String> texts(String name) {
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
