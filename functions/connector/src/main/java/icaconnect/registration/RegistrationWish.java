package icaconnect.registration;

import icaconnect.code.Code;
import icaconnect.connection.Connection;
import icaconnect.connection.IcaRegion;
import icaconnect.failure.Refused;
import icaconnect.ica.AwsDetails;
import icaconnect.ica.NewConfiguration;
import icaconnect.step.BucketFacts;
import icaconnect.traffic.Encryption;

/**
 * How the connection should stand in ICA.
 *
 * @param share whether everybody in the tenant may use the configuration
 * @param adoptExisting whether a credential of a given name that is not ours may get our key
 */
public record RegistrationWish(
    RegistrationNames names,
    IcaRegion region,
    AwsDetails awsDetails,
    boolean share,
    boolean adoptExisting) {

  public static RegistrationWish of(Connection connection, BucketFacts facts) {
    return new RegistrationWish(
        RegistrationNames.of(connection),
        region(connection, facts),
        details(connection, facts),
        connection.ica().share(),
        connection.adoptExisting());
  }

  NewConfiguration configuration(String credentialId, String regionId) {
    String description = "Bucket " + awsDetails.bucketName() + ", connected by ICA Bucket Connect";
    return new NewConfiguration(
        names.configuration(), description, credentialId, regionId, awsDetails);
  }

  private static IcaRegion region(Connection connection, BucketFacts facts) {
    return connection
        .icaRegion()
        .or(() -> IcaRegion.of(facts.region()))
        .orElseThrow(() ->
            new Refused(
                Code.ICA_REGION_UNSUPPORTED,
                "ICA keeps no project data in " + facts.region() + ".",
                "Use a bucket in one of " + IcaRegion.codes() + "."));
  }

  private static AwsDetails details(Connection connection, BucketFacts facts) {
    var encryption = Encryption.configured(facts);
    return new AwsDetails(
        connection.bucket().value(),
        connection.prefix().isRoot() ? null : connection.prefix().value(),
        encryption.algorithm().orElse(null),
        encryption.keyArn().orElse(null));
  }
}
