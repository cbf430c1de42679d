package icaconnect.cors;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** The rules as the XML document that S3 stores. */
final class CorsDocument {
  /**
   * "The document is limited to 64 KB in size."
   * https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketCors.html
   */
  static final int MAX_BYTES = 65_536;

  private static final String FRAME =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
          + "<CORSConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
          + "</CORSConfiguration>";

  private CorsDocument() {}

  static int size(List<CorsRule> rules) {
    int bytes = FRAME.length();
    for (CorsRule rule : rules) {
      bytes += element("CORSRule", "");
      bytes += rule.id().map(id -> element("ID", id)).orElse(0);
      bytes += elements("AllowedHeader", rule.allowedHeaders());
      bytes += elements("AllowedMethod", rule.allowedMethods());
      bytes += elements("AllowedOrigin", rule.allowedOrigins());
      bytes += elements("ExposeHeader", rule.exposeHeaders());
      bytes += rule.maxAgeSeconds().map(age -> element("MaxAgeSeconds", "" + age)).orElse(0);
    }
    return bytes;
  }

  private static int elements(String name, List<String> texts) {
    return texts.stream().mapToInt(text -> element(name, text)).sum();
  }

  private static int element(String name, String text) {
    String escaped =
        text.replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;")
            .replace("\"", "&quot;");
    return 2 * name.length() + "<></>".length() + escaped.getBytes(StandardCharsets.UTF_8).length;
  }
}
