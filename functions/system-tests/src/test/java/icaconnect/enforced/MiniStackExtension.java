package icaconnect.enforced;

import java.util.Set;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Starts MiniStack, deploys the application there and peoples the account, each when the first test
 * asks for it; ends them after the last.
 */
final class MiniStackExtension implements ParameterResolver {
  private static final Set<Class<?>> TYPES =
      Set.of(MiniStack.class, Laboratory.class, Estate.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return TYPES.contains(parameter.getParameter().getType());
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Store store = context.getRoot().getStore(Namespace.create(MiniStackExtension.class));
    Class<?> type = parameter.getParameter().getType();
    if (type == MiniStack.class) {
      return miniStack(store);
    }
    return type == Laboratory.class ? laboratory(store) : estate(store);
  }

  private static MiniStack miniStack(Store store) {
    return store.getOrComputeIfAbsent(MiniStack.class, type -> MiniStack.start(), MiniStack.class);
  }

  private static Laboratory laboratory(Store store) {
    var miniStack = miniStack(store);
    return new Laboratory(
        miniStack,
        store.getOrComputeIfAbsent(
            Application.class, type -> Application.deploy(miniStack), Application.class));
  }

  private static Estate estate(Store store) {
    return store.getOrComputeIfAbsent(
        Estate.class, type -> new Estate(miniStack(store), laboratory(store)), Estate.class);
  }
}
