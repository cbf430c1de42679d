package icaconnect.ica;

import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.lambda.Json;
import java.util.List;

/** ICA's answers in their documented shapes, with every required field. */
public final class IcaShapes {
  public static final String MEDIA_TYPE = "application/vnd.illumina.v3+json";
  public static final String PROBLEM_TYPE = "application/problem+json";

  private static final String OWNER = "8ec463f6-1acb-341b-b321-043c39d8716a";
  private static final String PROJECT = "0c9d6c5e-2f0a-4a53-9d37-0d6f3e4d1c11";
  public static final String TENANT = "f91bb1a0-c55f-4bce-8014-b2e60c0ec7d3";
  private static final String COUNTRY = "99f932f8-bc5b-419c-854c-872a5a00cbae";
  private static final String TIME = "2026-01-05T10:00:00Z";

  private IcaShapes() {}

  public static ObjectNode region(String id, String code, String countryCode, String city) {
    ObjectNode region = owned(id).put("code", code).put("cityName", city);
    region.set(
        "country",
        owned(COUNTRY).put("code", countryCode).put("name", countryCode).put("region", "earth"));
    return region;
  }

  /** One of the tenant's, so that an API key is known to be of it before there is any storage. */
  public static ObjectNode project(ObjectNode region) {
    ObjectNode project =
        owned(PROJECT).put("name", "lab").put("active", true).put("billingMode", "PROJECT");
    project.set("region", region);
    ObjectNode tags = project.putObject("tags");
    List.of("technicalTags", "userTags").forEach(tags::putArray);
    return project;
  }

  public static ObjectNode credential(String id, String name, String type) {
    return owned(id).put("name", name).put("type", type);
  }

  public static ObjectNode configuration(String id, String name, String status, ObjectNode region) {
    ObjectNode configuration =
        owned(id)
            .put("name", name)
            .put("type", "AWS_S3")
            .put("status", status)
            .put("isDefault", false);
    configuration.set("region", region);
    return configuration;
  }

  public static ObjectNode withDetails(ObjectNode configuration, ObjectNode awsDetails) {
    configuration.putObject("storageConfigurationDetails").set("awsS3", awsDetails);
    return configuration;
  }

  public static ObjectNode awsDetails(String bucket, String prefix) {
    ObjectNode details = Json.MAPPER.createObjectNode().put("bucketName", bucket);
    return prefix == null ? details : details.put("keyPrefix", prefix);
  }

  public static ObjectNode list(List<ObjectNode> items) {
    ObjectNode list = Json.MAPPER.createObjectNode();
    list.putArray("items").addAll(items);
    return list;
  }

  public static ObjectNode token(String token) {
    return Json.MAPPER.createObjectNode().put("token", token);
  }

  public static ObjectNode problem(int status, String title, String detail) {
    ObjectNode problem =
        Json.MAPPER
            .createObjectNode()
            .put("type", "about:blank")
            .put("title", title)
            .put("status", status)
            .put("detail", detail)
            .put("timestamp", TIME);
    problem.putObject("parameters");
    return problem;
  }

  private static ObjectNode owned(String id) {
    return Json.MAPPER
        .createObjectNode()
        .put("id", id)
        .put("timeCreated", TIME)
        .put("timeModified", TIME)
        .put("ownerId", OWNER)
        .put("tenantId", TENANT);
  }
}
