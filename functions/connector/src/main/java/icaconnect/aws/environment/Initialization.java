package icaconnect.aws.environment;

/**
 * What this process is started for, and where, as Lambda says it: AWS_LAMBDA_INITIALIZATION_TYPE,
 * AWS_REGION. https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
 */
public final class Initialization {
  private Initialization() {}

  public static String region() {
    return System.getenv("AWS_REGION");
  }

  public static boolean endsInASnapshot() {
    return "snap-start".equals(System.getenv("AWS_LAMBDA_INITIALIZATION_TYPE"));
  }
}
