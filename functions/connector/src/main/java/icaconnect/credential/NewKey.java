package icaconnect.credential;

/** A fresh access key with its secret; it must reach the secret store and nothing else. */
public record NewKey(String accessKeyId, String secretAccessKey) {
  @Override
  public String toString() {
    return "NewKey[" + accessKeyId + "]";
  }
}
