package icaconnect.entry;

import java.util.regex.Pattern;

/**
 * Where CloudFormation takes answers: its own bucket of this region, over TLS, without user or
 * port. The bucket's name:
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cfn-vpce-bucketnames.html
 *
 * @param urlSuffix the partition's, such as {@code amazonaws.com}
 * @param loopback whether answers to this machine are sent too, as tests and emulators need it
 */
public record ResponseHosts(String region, String urlSuffix, boolean loopback) {
  private static final Pattern LOOPBACK =
      Pattern.compile("http://(127\\.0\\.0\\.1|localhost)(:\\d{1,5})?/[!-~&&[^\\\\]]*");

  /** The whole text is matched, so that no two readers of a URL can differ on its host. */
  boolean accept(String url) {
    return pattern().matcher(url).matches() || (loopback && LOOPBACK.matcher(url).matches());
  }

  private Pattern pattern() {
    return Pattern.compile(
        "https://cloudformation-custom-resource-response-"
            + Pattern.quote(region.replace("-", ""))
            + "\\.s3([.-]"
            + Pattern.quote(region)
            + ")?\\."
            + Pattern.quote(urlSuffix)
            + "/[!-~&&[^\\\\]]*");
  }
}
