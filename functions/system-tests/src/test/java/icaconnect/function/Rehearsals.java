package icaconnect.function;

import java.util.List;
import java.util.function.Supplier;

/** Makes the steps of a connect as Lambda does before it takes a snapshot of each. */
public final class Rehearsals {
  private Rehearsals() {}

  public static void main(String[] arguments) {
    List<Supplier<Function>> steps =
        List.of(
            InspectFunction::new,
            CorsFunction::new,
            BucketPolicyFunction::new,
            KmsFunction::new,
            IamFunction::new,
            CredentialFunction::new,
            VerifyFunction::new);
    for (var step : steps) {
      System.out.println(step.get().getClass().getSimpleName() + " ready");
    }
  }
}
