package icaconnect.bucketpolicy;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import java.util.Optional;

/** Policies that several tests speak of, written with single quotes to be readable. */
final class Policies {
  private Policies() {}

  static JsonNode json(String text) {
    return Json.parse(text.replace('\'', '"'));
  }

  static Optional<JsonNode> policy(String... statements) {
    return Optional.of(
        json("{'Version':'2012-10-17','Statement':[" + String.join(",", statements) + "]}"));
  }

  static final String TLS_ONLY =
      """
      {'Sid':'TlsOnly','Effect':'Deny','Principal':'*','Action':'s3:*','Resource':'arn:aws:s3:::lab-genomics/*',
       'Condition':{'Bool':{'aws:SecureTransport':false}}}\
      """;

  /** The example on the vendor's page, with another exempted user. */
  static final String VENDORS_DENY =
      """
      {'Effect':'Deny','Principal':{'AWS':'*'},
       'Action':['s3:PutObject','s3:GetObject','s3:RestoreObject','s3:DeleteObject'],
       'Resource':'arn:aws:s3:::lab-genomics/*',
       'Condition':{'ArnNotLike':{'aws:PrincipalArn':['arn:aws:iam::111122223333:user/alice']}}}\
      """;

  static String vendorsAllow(String role) {
    return """
    {'Sid':'Allow cross account access','Effect':'Allow','Principal':{'AWS':'ROLE'},
     'Action':['s3:PutObject','s3:ListMultipartUploadParts','s3:AbortMultipartUpload','s3:GetObject'],
     'Resource':['arn:aws:s3:::lab-genomics','arn:aws:s3:::lab-genomics/*']}\
    """
        .replace("ROLE", role);
  }
}
