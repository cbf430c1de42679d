package icaconnect.enforced;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts MiniStack and deploys the application there when the first test asks for it, and ends both after the last. */
final class MiniStackExtension implements ParameterResolver {
  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == MiniStack.class || type == Laboratory.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Store store = context.getRoot().getStore(Namespace.create(MiniStackExtension.class));
    var miniStack = store.getOrComputeIfAbsent(MiniStack.class, type -> MiniStack.start(), MiniStack.class);
    return parameter.getParameter().getType() == MiniStack.class
        ? miniStack
        : new Laboratory(miniStack, store.getOrComputeIfAbsent(Application.class, type -> Application.deploy(miniStack), Application.class));
  }
}
