package icaconnect.door;

import icaconnect.localstack.LocalStack;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** As long as it is open, one function of the application throws an Error at some calls. */
final class Sabotage implements AutoCloseable {
  private final LambdaClient lambda;
  private final String function;
  private final String handler;
  private final Map<String, String> variables;
  private final byte[] code;

  /**
   * Sabotages a function.
   *
   * @param calls each as {@code bucket/goal}; an empty goal is any
   */
  Sabotage(LocalStack localStack, String name, Collection<String> calls) {
    lambda = localStack.client(LambdaClient.builder());
    function = LocalStack.STACK + "-" + name;
    var configuration = lambda.getFunctionConfiguration(r -> r.functionName(function));
    handler = configuration.handler();
    variables = configuration.environment().variables();
    code = download(lambda.getFunction(r -> r.functionName(function)).code().location());
    var more = new HashMap<>(variables);
    more.put(ThrowsError.HANDLER, handler);
    more.put(ThrowsError.CALLS, String.join(",", calls));
    replace(with(ThrowsError.class, code), ThrowsError.class.getName(), more);
  }

  @Override
  public void close() {
    replace(code, handler, variables);
  }

  private void replace(byte[] zip, String handlerName, Map<String, String> environment) {
    lambda.updateFunctionCode(r -> r.functionName(function).zipFile(SdkBytes.fromByteArray(zip)));
    lambda.waiter().waitUntilFunctionUpdatedV2(r -> r.functionName(function));
    lambda.updateFunctionConfiguration(r ->
        r.functionName(function).handler(handlerName).environment(e -> e.variables(environment)));
    lambda.waiter().waitUntilFunctionUpdatedV2(r -> r.functionName(function));
  }

  private static byte[] with(Class<?> type, byte[] code) {
    var path = type.getName().replace('.', '/') + ".class";
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes);
        var old = new ZipInputStream(new ByteArrayInputStream(code));
        var in = type.getClassLoader().getResourceAsStream(path)) {
      for (var entry = old.getNextEntry(); entry != null; entry = old.getNextEntry()) {
        zip.putNextEntry(new ZipEntry(entry.getName()));
        old.transferTo(zip);
        zip.closeEntry();
      }
      zip.putNextEntry(new ZipEntry(path));
      in.transferTo(zip);
      zip.closeEntry();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] download(String location) {
    try (var in = URI.create(location).toURL().openStream()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
