package icaconnect.aws.failure;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/** One operation of one service, called as the SDK calls it, whatever it is asked for. */
record Operation(String client, String method) implements Comparable<Operation> {
  private static final Pattern CLIENT =
      Pattern.compile("software\\.amazon\\.awssdk\\.services\\.\\w+\\.(\\w+)Client");

  /** What S3's paths are made of; other fields of its requests contradict each other. */
  private static final Set<String> OF_S3 = Set.of("Bucket", "Key", "UploadId", "Policy");

  private static final Set<String> OF_BODIES = Set.of("CORSConfiguration", "Tagging");

  private static final Network NETWORK = new Network();
  private static final Map<String, SdkClient> MADE = new ConcurrentHashMap<>();

  static boolean isOne(String owner, String method) {
    return CLIENT.matcher(owner).matches()
        && !Set.of("builder", "close", "utilities").contains(method);
  }

  Operation {
    method = method.replaceFirst("Paginator$", "");
  }

  String service() {
    var matcher = CLIENT.matcher(client);
    matcher.matches();
    return matcher.group(1);
  }

  boolean speaksJson() {
    return switch (service()) {
      case "DynamoDb", "Kms", "SecretsManager", "Sfn" -> true;
      default -> false;
    };
  }

  boolean isS3() {
    return service().equals("S3");
  }

  private boolean sendsABody() {
    return isS3() && method.equals("putObject");
  }

  /** Near enough to IAM's name of it. */
  String action() {
    return service().toLowerCase(Locale.ROOT)
        + ":"
        + Character.toUpperCase(method.charAt(0))
        + method.substring(1);
  }

  String malformed() {
    return speaksJson() ? "ValidationException" : isS3() ? "MalformedPolicy" : "ValidationError";
  }

  /** Throws what the SDK makes of the answer. */
  void call(Answer answer) {
    NETWORK.answer = answer;
    try {
      var made = made();
      Method operation =
          Arrays.stream(Class.forName(client).getMethods())
              .filter(each -> each.getName().equals(method))
              .filter(each -> each.getParameterCount() > 0)
              .filter(each -> SdkRequest.class.isAssignableFrom(each.getParameterTypes()[0]))
              .filter(each -> each.getParameterCount() == (sendsABody() ? 2 : 1))
              .filter(each -> !sendsABody() || each.getParameterTypes()[1] == RequestBody.class)
              .findFirst()
              .orElseThrow();
      Object request = request(operation.getParameterTypes()[0]);
      if (sendsABody()) {
        operation.invoke(made, request, RequestBody.fromString("x"));
      } else {
        operation.invoke(made, request);
      }
    } catch (InvocationTargetException e) {
      throw (RuntimeException) e.getCause();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(this + " cannot be called", e);
    }
  }

  private Object request(Class<?> type) throws ReflectiveOperationException {
    var builder = type.getMethod("builder").invoke(null);
    for (SdkField<?> field : ((SdkPojo) builder).sdkFields()) {
      if (field.marshallingType() == MarshallingType.STRING
          && (!isS3() || OF_S3.contains(field.memberName()))) {
        field.set(builder, "lab-reads");
      }
      if (field.marshallingType() == MarshallingType.SDK_POJO
          && OF_BODIES.contains(field.memberName())) {
        field.set(builder, ((SdkBuilder<?, ?>) field.constructor().get()).build());
      }
    }
    return ((SdkRequest.Builder) builder).build();
  }

  private SdkClient made() {
    return MADE.computeIfAbsent(client, Operation::make);
  }

  private static SdkClient make(String client) {
    try {
      var builder =
          (AwsClientBuilder<?, ?>) Class.forName(client).getMethod("builder").invoke(null);
      ((SdkSyncClientBuilder<?, ?>) builder).httpClient(NETWORK);
      return (SdkClient)
          builder
              .region(Region.US_EAST_1)
              .credentialsProvider(
                  StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIAEXAMPLE", "x")))
              .overrideConfiguration(c -> c.retryStrategy(DefaultRetryStrategy.doNotRetry()))
              .build();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public int compareTo(Operation other) {
    return (client + method).compareTo(other.client + other.method);
  }

  @Override
  public String toString() {
    return service() + " " + method;
  }
}
