package icaconnect.cdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.LegacyStackSynthesizer;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.ObjectOwnership;

class IcaBucketConnectionTest {
  private static final Path SCHEMA = Path.of("../examples/ica-bucket-connection.schema.json");
  private static final Path GOLDEN = Path.of("src/test/resources");

  private final App app = new App(AppProps.builder().analyticsReporting(false).build());
  private final Stack stack =
      new Stack(app, "lab", StackProps.builder().synthesizer(new LegacyStackSynthesizer()).build());

  /** The system tests deploy this one, as {@code ConstructTest}. */
  @Test
  void a_bucket_and_its_connection_are_synthesised_as_they_were_reviewed() throws IOException {
    var bucket =
        Bucket.Builder.create(stack, "Reads")
            .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
            .build();
    var connection =
        IcaBucketConnection.Builder.create(stack, "Connection")
            .bucket(bucket)
            .prefix("ica/")
            .build();
    CfnOutput.Builder.create(stack, "BucketName").value(bucket.getBucketName()).build();
    CfnOutput.Builder.create(stack, "SecretArn").value(connection.getSecretArn()).build();

    assertSynthesisedAs("bucket-and-connection.json");
  }

  @Test
  void every_property_is_synthesised_as_it_was_reviewed() throws IOException {
    all(IcaBucketConnection.Builder.create(stack, "Connection")).build();

    assertSynthesisedAs("every-property.json");
  }

  @Test
  void what_it_says_fits_the_one_schema() throws IOException {
    all(IcaBucketConnection.Builder.create(stack, "Connection"))
        .serviceToken("arn:aws:lambda:eu-central-1:111122223333:function:ica-connect-custom")
        .build();

    var properties = Json.resource(template(), "Custom::IcaBucketConnection").get("Properties");

    var schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Files.readString(SCHEMA));
    assertThat(schema.validate(Json.pretty(properties), InputFormat.JSON)).isEmpty();
    assertThat(Json.names(properties)).isEqualTo(inTheSchema());
  }

  @Test
  void has_a_method_for_every_property_and_for_no_other() throws IOException {
    var methods =
        Arrays.stream(IcaBucketConnection.Builder.class.getDeclaredMethods())
            .filter(method -> method.getReturnType() == IcaBucketConnection.Builder.class)
            .filter(method -> Modifier.isPublic(method.getModifiers()))
            .map(Method::getName)
            .map(name -> Character.toUpperCase(name.charAt(0)) + name.substring(1))
            .collect(Collectors.toCollection(TreeSet::new));
    methods.removeAll(List.of("Create", "Application", "Bucket"));

    assertThat(methods).isEqualTo(inTheSchema());
  }

  @Test
  void needs_a_bucket() {
    var builder = IcaBucketConnection.Builder.create(stack, "Connection");
    assertThatThrownBy(builder::build).hasMessageContaining("which bucket");
  }

  private void assertSynthesisedAs(String golden) throws IOException {
    String synthesised = Json.pretty(template());

    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(GOLDEN.resolve(golden), synthesised);
    }
    assertThat(synthesised).isEqualTo(Files.readString(GOLDEN.resolve(golden)));
  }

  private static IcaBucketConnection.Builder all(IcaBucketConnection.Builder builder) {
    return builder
        .application("lab-connect")
        .serviceTimeout(Duration.seconds(3000))
        .bucketName("lab-other")
        .prefix("runs/")
        .icaRegion("eu-central-1")
        .userName("ica-lab")
        .policyName("ica-lab")
        .allowedOrigins(List.of("https://ica.illumina.com"))
        .permissions(Permissions.EXTENDED)
        .crossAccountCopy(true)
        .crossAccountRoleArn("arn:aws:iam::079623148045:role/ica_euc1_crossacct")
        .denyStatements(DenyStatements.REPORT)
        .exemptSids(List.of("OnlyUs"))
        .keyAccess(KeyAccess.STATEMENT)
        .verifyOnly(false)
        .adoptExisting(false)
        .storageCredentialName("ica-lab")
        .storageConfigurationName("ica-lab")
        .shareStorageConfiguration(false)
        .icaApiKeySecretArn("arn:aws:secretsmanager:eu-central-1:111122223333:secret:ica-api-key")
        .expectedPlan("cors=" + "0".repeat(64));
  }

  private Object template() {
    return app.synth().getStackByName("lab").getTemplate();
  }

  private static TreeSet<String> inTheSchema() throws IOException {
    return new TreeSet<>(
        Json.names(((Map<?, ?>) Json.read(Files.readString(SCHEMA))).get("properties")));
  }
}
