package icaconnect.ica;

/** The access key that ICA works with; only its id may show. */
public record AwsCredentials(String accessKeyId, String secretAccessKey) {
  @Override
  public String toString() {
    return "AwsCredentials[accessKeyId=" + accessKeyId + ", secretAccessKey=hidden]";
  }
}
