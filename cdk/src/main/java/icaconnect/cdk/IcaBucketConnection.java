package icaconnect.cdk;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.CustomResource;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.services.s3.IBucket;
import software.constructs.Construct;

/**
 * A bucket that is usable by ICA as long as this is in the stack: the application connects it, and
 * takes back exactly what it added when this goes. It has the properties of {@code
 * Custom::IcaBucketConnection} and no others: {@code docs/custom-resource.md}.
 */
public final class IcaBucketConnection extends Construct {
  /** The stack of the application, where nobody says another. */
  public static final String APPLICATION = "ica-connect";

  private final CustomResource resource;

  private IcaBucketConnection(Construct scope, String id, Builder said) {
    super(scope, id);
    resource =
        CustomResource.Builder.create(this, "Resource")
            .resourceType("Custom::IcaBucketConnection")
            .serviceToken(said.serviceToken)
            .serviceTimeout(said.serviceTimeout)
            .properties(new TreeMap<>(said.properties))
            .build();
    said.first.forEach(resource.getNode()::addDependency);
  }

  /** The user that ICA acts as. */
  public String getUserArn() {
    return resource.getAttString("UserArn");
  }

  /** The secret that holds the access key, whose secret half is nowhere else. */
  public String getSecretArn() {
    return resource.getAttString("SecretArn");
  }

  /** {@code OK}, {@code NOT_REGISTERED} or {@code INITIALIZING}. */
  public String getIcaStatus() {
    return resource.getAttString("IcaStatus");
  }

  /** Any attribute, by the name that the custom resource gives it. */
  public String getAttribute(String name) {
    return resource.getAttString(name);
  }

  /** Says what is wished of a connection; what is not said, the application chooses. */
  public static final class Builder {
    private final Construct scope;
    private final String id;
    private final Map<String, Object> properties = new TreeMap<>();
    private final List<Construct> first = new ArrayList<>();
    private String serviceToken = Fn.importValue(APPLICATION + "-ConnectionResourceArn");
    private Duration serviceTimeout = Duration.seconds(3600);

    private Builder(Construct scope, String id) {
      this.scope = scope;
      this.id = id;
    }

    public static Builder create(Construct scope, String id) {
      return new Builder(scope, id);
    }

    /** The application's stack in this account and region, by its name. */
    public Builder application(String stackName) {
      return serviceToken(Fn.importValue(stackName + "-ConnectionResourceArn"));
    }

    /** The output ConnectionResourceArn of the application in this account and region. */
    public Builder serviceToken(String arn) {
      serviceToken = arn;
      return this;
    }

    /** How long CloudFormation waits for an answer: 2,760 to 3,600 seconds. */
    public Builder serviceTimeout(Duration longest) {
      serviceTimeout = longest;
      return this;
    }

    /** The bucket to connect; what this stack makes of it comes first, and goes last. */
    public Builder bucket(IBucket bucket) {
      if (bucket instanceof Construct construct) {
        first.add(construct);
      }
      return bucketName(bucket.getBucketName());
    }

    /** The bucket to connect, by its name; it exists already. */
    public Builder bucketName(String bucketName) {
      return with("BucketName", bucketName);
    }

    /** The folder that ICA may use; ends with a slash. The whole bucket by default. */
    public Builder prefix(String prefix) {
      return with("Prefix", prefix);
    }

    /** The ICA project's AWS region; the bucket's by default. */
    public Builder icaRegion(String icaRegion) {
      return with("IcaRegion", icaRegion);
    }

    /** The IAM user that ICA acts as, at most 32 characters. It cannot be changed. */
    public Builder userName(String userName) {
      return with("UserName", userName);
    }

    /** Its managed policy. It cannot be changed. */
    public Builder policyName(String policyName) {
      return with("PolicyName", policyName);
    }

    /** Browser origins of the CORS rule; ICA's by default. */
    public Builder allowedOrigins(List<String> allowedOrigins) {
      return with("AllowedOrigins", List.copyOf(allowedOrigins));
    }

    /** What ICA's user may do; the vendor's documented policy by default. */
    public Builder permissions(Permissions permissions) {
      return with("Permissions", word(permissions));
    }

    /** Whether ICA's role of the region may copy objects in and out. */
    public Builder crossAccountCopy(boolean crossAccountCopy) {
      return with("CrossAccountCopy", crossAccountCopy);
    }

    /** That role, where Illumina has not published it for the region. */
    public Builder crossAccountRoleArn(String crossAccountRoleArn) {
      return with("CrossAccountRoleArn", crossAccountRoleArn);
    }

    /** What to do with a Deny statement that would lock ICA out. */
    public Builder denyStatements(DenyStatements denyStatements) {
      return with("DenyStatements", word(denyStatements));
    }

    /** Deny statements that guard more than who may, and shall be exempted all the same. */
    public Builder exemptSids(List<String> exemptSids) {
      return with("ExemptSids", List.copyOf(exemptSids));
    }

    /** What to do where the policy of the bucket's key keeps ICA out. */
    public Builder keyAccess(KeyAccess keyAccess) {
      return with("KeyAccess", word(keyAccess));
    }

    /** Writes nothing to the bucket and its key, which are described in code. */
    public Builder verifyOnly(boolean verifyOnly) {
      return with("VerifyOnly", verifyOnly);
    }

    /** Whether a user or policy made by hand, which the application may adopt, is used. */
    public Builder adoptExisting(boolean adoptExisting) {
      return with("AdoptExisting", adoptExisting);
    }

    /** Name of the storage credential in ICA. */
    public Builder storageCredentialName(String storageCredentialName) {
      return with("StorageCredentialName", storageCredentialName);
    }

    /** Name of the storage configuration in ICA. */
    public Builder storageConfigurationName(String storageConfigurationName) {
      return with("StorageConfigurationName", storageConfigurationName);
    }

    /** Whether the configuration is shared with the tenant. */
    public Builder shareStorageConfiguration(boolean shareStorageConfiguration) {
      return with("ShareStorageConfiguration", shareStorageConfiguration);
    }

    /** Secret of the ICA API key, where it is not the application's. */
    public Builder icaApiKeySecretArn(String icaApiKeySecretArn) {
      return with("IcaApiKeySecretArn", icaApiKeySecretArn);
    }

    /** What a plan answered as expectedPlan: exactly that is written, or nothing. */
    public Builder expectedPlan(String expectedPlan) {
      return with("ExpectedPlan", expectedPlan);
    }

    /** Declares the connection. */
    public IcaBucketConnection build() {
      if (!properties.containsKey("BucketName")) {
        throw new IllegalStateException("Say which bucket is connected: bucket or bucketName.");
      }
      return new IcaBucketConnection(scope, id, this);
    }

    private Builder with(String property, Object value) {
      properties.put(property, value);
      return this;
    }

    private static String word(Enum<?> choice) {
      return choice.name().toLowerCase(Locale.ROOT);
    }
  }
}
