package icaconnect.cli.deployed;

/** How a stack is reached: by AWS, or in a test by what plays it. */
@FunctionalInterface
public interface Reaching {
  /** Each may be null: then the SDK's chain decides. */
  Reach of(String region, String profile, String endpointUrl);
}
