package icaconnect.connection;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The AWS regions where ICA keeps project data, with the role that ICA copies across accounts with.
 * Source: Illumina's page "Connect AWS S3 Bucket"; the role names follow no rule. The last three
 * regions are newer than that page: their role's name is not published.
 */
public enum IcaRegion {
  UNITED_STATES("us-east-1", "ica_use1_crossacct"),
  SINGAPORE("ap-southeast-1", "ica_aps1_crossacct"),
  AUSTRALIA("ap-southeast-2", "ica_aps2_crossacct"),
  JAPAN("ap-northeast-1", "ica_apn1_crossacct"),
  SOUTH_KOREA("ap-northeast-2", "ica_apn2_crossacct"),
  INDIA("ap-south-1", "ica_aps3_crossacct"),
  UNITED_KINGDOM("eu-west-2", "ica_euw2_crossacct"),
  CANADA("ca-central-1", "ica_cac1_crossacct"),
  GERMANY("eu-central-1", "ica_euc1_crossacct"),
  INDONESIA("ap-southeast-3", null),
  ISRAEL("il-central-1", null),
  UNITED_ARAB_EMIRATES("me-central-1", null);

  /** Illumina's AWS account, whose roles copy. */
  public static final String ICA_ACCOUNT = "079623148045";

  private final String code;
  private final @Nullable String roleName;

  IcaRegion(String code, @Nullable String roleName) {
    this.code = code;
    this.roleName = roleName;
  }

  /** The AWS region's code, such as {@code us-east-1}. */
  public String code() {
    return code;
  }

  /** ICA's role for copies across accounts; empty where Illumina has not published its name. */
  public Optional<String> crossAccountRoleArn() {
    return Optional.ofNullable(roleName)
        .map(name -> "arn:aws:iam::" + ICA_ACCOUNT + ":role/" + name);
  }

  /** BaseSpace Sequence Hub is not deployed there, which limits what sequencers can do. */
  public boolean lacksSequenceHub() {
    return this == SOUTH_KOREA;
  }

  /**
   * Whether accounts have to enable the region first. Sessions that STS opens at its global
   * endpoint may not be valid there.
   * https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html
   */
  public boolean isEnabledByHand() {
    return this == INDONESIA || this == ISRAEL || this == UNITED_ARAB_EMIRATES;
  }

  public static Optional<IcaRegion> of(String code) {
    return Arrays.stream(values()).filter(region -> region.code.equals(code)).findFirst();
  }

  public static String codes() {
    return Arrays.stream(values()).map(IcaRegion::code).collect(Collectors.joining(", "));
  }
}
