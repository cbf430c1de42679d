package icaconnect.aws.client;

import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;

/** The way to AWS: the network, or in a rehearsal what plays it. */
record WayOut(SdkHttpClient network) implements SdkHttpClient {
  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return Rehearsal.stage().orElse(network).prepareRequest(request);
  }

  @Override
  public void close() {
    network.close();
  }

  @Override
  public String clientName() {
    return network.clientName();
  }
}
