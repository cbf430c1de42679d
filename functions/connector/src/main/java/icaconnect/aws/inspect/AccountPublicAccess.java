package icaconnect.aws.inspect;

import icaconnect.aws.client.SignedCall;
import icaconnect.aws.client.SignedCall.Service;
import icaconnect.aws.client.SignedCalls;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * The account's own S3 Block Public Access, an organisation's included. S3 counts a setting as on
 * where the bucket or its account has it on.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_GetPublicAccessBlock.html
 */
record AccountPublicAccess(SignedCalls aws, Denials denials) {
  private static final String ACTION = "s3:GetAccountPublicAccessBlock";
  private static final Pattern ON =
      Pattern.compile("<(\\w+)>\\s*true\\s*</\\1>", Pattern.CASE_INSENSITIVE);

  /** The settings that are on, by name; empty where they may not be seen. */
  Optional<Set<String>> on(String account, String region) {
    try {
      var answer =
          aws.send(
              SignedCall.get(
                      Service.S3_CONTROL,
                      region,
                      "/v20180820/configuration/publicAccessBlock",
                      Map.of())
                  .at(account + ".", Map.of("x-amz-account-id", account)));
      if (answer.code().equals("NoSuchPublicAccessBlockConfiguration")) {
        return Optional.of(Set.of());
      }
      if (answer.succeeded()) {
        return Optional.of(
            ON.matcher(answer.body())
                .results()
                .map(setting -> setting.group(1))
                .collect(Collectors.toSet()));
      }
      denials.forgives(ACTION, answer.reason());
    } catch (SdkException e) {
      denials.forgives(ACTION, e.getMessage());
    }
    return Optional.empty();
  }
}
