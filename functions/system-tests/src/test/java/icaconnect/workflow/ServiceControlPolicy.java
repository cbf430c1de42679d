package icaconnect.workflow;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import icaconnect.localstack.LocalStack;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.lambda.LambdaClient;

/**
 * As long as it is open, IAM denies one action to one function in the words that it has for an
 * organisation's policy; LocalStack knows no organisation's policies.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 */
final class ServiceControlPolicy implements AutoCloseable {
  private final LambdaClient lambda;
  private final String function;
  private final Map<String, String> variables;
  private final WireMockServer iam = new WireMockServer(options().dynamicPort());

  ServiceControlPolicy(LocalStack localStack, String name, String action) {
    lambda = localStack.client(LambdaClient.builder());
    function = LocalStack.STACK + "-" + name;
    variables =
        lambda.getFunctionConfiguration(r -> r.functionName(function)).environment().variables();
    iam.start();
    iam.stubFor(
        any(anyUrl())
            .atPriority(9)
            .willReturn(aResponse().proxiedFrom(localStack.endpoint().toString())));
    iam.stubFor(
        post(anyUrl())
            .atPriority(1)
            .withRequestBody(containing("Action=" + action + "&"))
            .willReturn(
                aResponse()
                    .withStatus(403)
                    .withHeader("Content-Type", "text/xml")
                    .withHeader("x-amzn-RequestId", "4442587FB7D0A2F9")
                    .withBody(
                        """
                        <ErrorResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/">
                          <Error><Type>Sender</Type><Code>AccessDenied</Code>
                            <Message>User: arn:aws:sts::000000000000:assumed-role/%s/f is not authorized to perform: iam:%s on resource: arn:aws:iam::000000000000:user/ica-connect/x with an explicit deny in a service control policy</Message>
                          </Error><RequestId>4442587FB7D0A2F9</RequestId>
                        </ErrorResponse>
                        """
                            .formatted(name, action))));
    var more = new HashMap<>(variables);
    more.put("AWS_ENDPOINT_URL_IAM", iam.baseUrl());
    put(more);
  }

  @Override
  public void close() {
    put(variables);
    iam.stop();
  }

  private void put(Map<String, String> environment) {
    lambda.updateFunctionConfiguration(
        r -> r.functionName(function).environment(e -> e.variables(environment)));
    lambda.waiter().waitUntilFunctionUpdatedV2(r -> r.functionName(function));
  }
}
