package icaconnect.ica;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * ICA's OpenAPI document as judge over what is sent to ICA and what pretends to be ICA. What we
 * send may have no fields that the document does not know; what comes back may.
 */
public final class Contract {
  private static final String DOCUMENT = "ica/ica-openapi-storage-subset.yaml";

  private final OpenApiInteractionValidator validator;

  public Contract() {
    OpenAPI api = new OpenAPIV3Parser().read(DOCUMENT);
    List.of(
            "CreateStorageCredential",
            "UpdateStorageCredentialSecrets",
            "CreateStorageConfiguration",
            "AwsCredentials")
        .forEach(name -> api.getComponents().getSchemas().get(name).setAdditionalProperties(false));
    validator = OpenApiInteractionValidator.createFor(api).build();
  }

  /** What the document finds wrong with a request; empty when it is in order. */
  public List<String> problemsOfRequest(
      String method, String url, Map<String, String> headers, String body) {
    var problems =
        new ArrayList<>(messages(validator.validateRequest(request(method, url, headers, body))));
    // The validator lets a request through that has neither of two allowed sign-ins.
    String signIn = url.endsWith("/api/tokens") ? "X-API-Key" : "Authorization";
    if (!headers.containsKey(signIn)) {
      problems.add("security: " + signIn + " is missing");
    }
    return problems;
  }

  public List<String> problemsOfResponse(
      String method, String url, int status, String contentType, String body) {
    var response = SimpleResponse.Builder.status(status);
    if (contentType != null) {
      response.withContentType(contentType);
    }
    if (body != null && !body.isEmpty()) {
      response.withBody(body);
    }
    String path = url.replaceFirst("\\?.*", "");
    return messages(
        validator.validateResponse(path, Request.Method.valueOf(method), response.build()));
  }

  private static SimpleRequest request(
      String method, String url, Map<String, String> headers, String body) {
    String[] parts = url.split("\\?", 2);
    var request = new SimpleRequest.Builder(method, parts[0]);
    if (parts.length == 2) {
      for (String pair : parts[1].split("&")) {
        request.withQueryParam(pair.split("=", 2)[0], pair.split("=", 2)[1]);
      }
    }
    headers.forEach(request::withHeader);
    if (body != null && !body.isEmpty()) {
      request.withBody(body);
    }
    return request.build();
  }

  private static List<String> messages(ValidationReport report) {
    return report.getMessages().stream()
        .map(message -> message.getKey() + ": " + message.getMessage())
        .toList();
  }
}
