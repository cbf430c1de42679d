package icaconnect.door;

import icaconnect.localstack.LocalStack;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** As long as it is open, one function of the application throws an Error at every call. */
final class Sabotage implements AutoCloseable {
  private final LambdaClient lambda;
  private final String function;
  private final String handler;
  private final SdkBytes code;

  Sabotage(LocalStack localStack, String name) {
    lambda = localStack.client(LambdaClient.builder());
    function = LocalStack.STACK + "-" + name;
    handler = lambda.getFunctionConfiguration(r -> r.functionName(function)).handler();
    code = download(lambda.getFunction(r -> r.functionName(function)).code().location());
    replace(SdkBytes.fromByteArray(zip(ThrowsError.class)), ThrowsError.class.getName());
  }

  @Override
  public void close() {
    replace(code, handler);
  }

  private void replace(SdkBytes zip, String handlerName) {
    lambda.updateFunctionCode(r -> r.functionName(function).zipFile(zip));
    lambda.waiter().waitUntilFunctionUpdatedV2(r -> r.functionName(function));
    lambda.updateFunctionConfiguration(r -> r.functionName(function).handler(handlerName));
    lambda.waiter().waitUntilFunctionUpdatedV2(r -> r.functionName(function));
  }

  private static byte[] zip(Class<?> type) {
    var path = type.getName().replace('.', '/') + ".class";
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes);
        var in = type.getClassLoader().getResourceAsStream(path)) {
      zip.putNextEntry(new ZipEntry(path));
      in.transferTo(zip);
      zip.closeEntry();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return bytes.toByteArray();
  }

  private static SdkBytes download(String location) {
    try (var http = HttpClient.newHttpClient()) {
      return SdkBytes.fromByteArray(
          http.send(
                  HttpRequest.newBuilder(URI.create(location)).build(), BodyHandlers.ofByteArray())
              .body());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
