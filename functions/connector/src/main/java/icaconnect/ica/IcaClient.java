package icaconnect.ica;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import icaconnect.lambda.RetryPolicy;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** ICA's storage API over HTTP, version 3. Unknown fields and values in answers are let through. */
public final class IcaClient implements Ica {
  private static final String CREDENTIALS = "/api/storageCredentials";
  private static final String CONFIGURATIONS = "/api/storageConfigurations";

  private final Session session;

  public IcaClient(BaseUrl base, ApiKey apiKey) {
    this(base, apiKey, RetryPolicy.TO_ICA, Pause.SLEEP);
  }

  IcaClient(BaseUrl base, ApiKey apiKey, RetryPolicy retries, Pause pause) {
    var transport = new Transport(base, retries, InstantSource.system());
    this.session = new Session(transport, apiKey, retries, pause, RandomGenerator.getDefault());
  }

  @Override
  public List<Region> regions() {
    return list("/api/regions", Region.class);
  }

  @Override
  public List<StorageCredential> credentials() {
    return list(CREDENTIALS, StorageCredential.class);
  }

  @Override
  public Set<String> tenantsOfStorage() {
    return Stream.of(CREDENTIALS, CONFIGURATIONS)
        .flatMap(path -> list(path, Owned.class).stream())
        .map(Owned::tenantId)
        .collect(Collectors.toSet());
  }

  @Override
  public Set<String> tenantsOfProjects() {
    return list("/api/projects", Owned.class).stream()
        .map(Owned::tenantId)
        .collect(Collectors.toSet());
  }

  /** Whose something is; every schema of ICA's has it. */
  private record Owned(String id, String tenantId) {}

  @Override
  public StorageCredential createCredential(String name, AwsCredentials key) {
    var body = Map.of("name", name, "type", StorageCredential.AWS_USER, "awsCredentials", key);
    return create(
        Call.create(CREDENTIALS, body, List.of(key.secretAccessKey())), StorageCredential.class);
  }

  @Override
  public void updateSecrets(String credentialId, AwsCredentials key) {
    String path = CREDENTIALS + "/" + id(credentialId) + ":updateSecrets";
    session.send(Call.action(path, Map.of("awsCredentials", key), key.secretAccessKey()));
  }

  @Override
  public List<StorageConfiguration> configurations() {
    return list(CONFIGURATIONS, StorageConfiguration.class);
  }

  @Override
  public StorageConfiguration configuration(String configurationId) {
    Call call = Call.get(CONFIGURATIONS + "/" + id(configurationId));
    return read(call, parse(call, session.send(call)), StorageConfiguration.class);
  }

  @Override
  public StorageConfiguration createConfiguration(NewConfiguration configuration) {
    return create(
        Call.create(CONFIGURATIONS, configuration, List.of()), StorageConfiguration.class);
  }

  @Override
  public void share(String configurationId) {
    session.send(Call.action(CONFIGURATIONS + "/" + id(configurationId) + ":share"));
  }

  @Override
  public void validate(String configurationId) {
    session.send(Call.action(CONFIGURATIONS + "/" + id(configurationId) + ":validate"));
  }

  /** Created and yet unreadable: its id is unknown, so it must be looked up. */
  private <T> T create(Call call, Class<T> type) {
    String body = session.send(call);
    try {
      return read(call, parse(call, body), type);
    } catch (IcaFailure.Unreadable e) {
      throw new IcaFailure.OutcomeUnknown(call.what(), "the answer cannot be read");
    }
  }

  /** Whole lists today; follows the page token that other lists of this API have, if one comes. */
  private <T> List<T> list(String path, Class<T> type) {
    var items = new ArrayList<T>();
    var seen = new HashSet<String>();
    String page = "";
    do {
      Call call = Call.get(page.isEmpty() ? path : path + "?pageToken=" + encoded(page));
      JsonNode answer = parse(call, session.send(call));
      if (!answer.path("items").isArray()) {
        throw new IcaFailure.Unreadable(call.what());
      }
      answer.path("items").forEach(item -> items.add(read(call, item, type)));
      page = answer.path("nextPageToken").asText("");
    } while (!page.isEmpty() && seen.add(page));
    return List.copyOf(items);
  }

  private static <T> T read(Call call, JsonNode json, Class<T> type) {
    if (!json.path("id").isTextual()) {
      throw new IcaFailure.Unreadable(call.what());
    }
    try {
      return Json.MAPPER.treeToValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IcaFailure.Unreadable(call.what());
    }
  }

  private static JsonNode parse(Call call, String body) {
    try {
      return Json.parse(body);
    } catch (IllegalArgumentException e) {
      throw new IcaFailure.Unreadable(call.what());
    }
  }

  /** An id is a UUID; checked, because it becomes part of a path. */
  private static String id(String id) {
    if (!id.matches("[A-Za-z0-9-]{1,64}")) {
      throw new IllegalArgumentException("not an id of ICA");
    }
    return id;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
