package icaconnect.aws.environment;

import icaconnect.aws.cloudformation.CloudFormationResources;
import icaconnect.entry.Claims;
import icaconnect.entry.ResponseHosts;

/**
 * Whom the CloudFormation door believes, as the environment says: AWS_REGION, URL_SUFFIX, and the
 * two switches of emulators, LOOPBACK_RESPONSES and BELIEVE_STACK_RESOURCES.
 */
public final class CloudFormationDoor {
  private CloudFormationDoor() {}

  public static ResponseHosts hosts() {
    return new ResponseHosts(
        System.getenv("AWS_REGION"), System.getenv("URL_SUFFIX"), isOn("LOOPBACK_RESPONSES"));
  }

  public static Claims claims() {
    return isOn("BELIEVE_STACK_RESOURCES")
        ? Claims.BELIEVED
        : Claims.describedBy(new CloudFormationResources());
  }

  private static boolean isOn(String name) {
    return "true".equals(System.getenv(name));
  }
}
