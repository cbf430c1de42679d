package icaconnect.aws.failure;

import java.io.IOException;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/** On which every request gets the same answer. */
final class Network implements SdkHttpClient {
  Answer answer;

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        return answer.response();
      }

      @Override
      public void abort() {}
    };
  }

  @Override
  public void close() {}
}
