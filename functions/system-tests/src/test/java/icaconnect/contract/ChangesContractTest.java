package icaconnect.contract;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.localstack.Checkout;
import icaconnect.report.ChangeSubject;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChangesContractTest {
  @ParameterizedTest
  @EnumSource
  void every_kind_of_thing_that_changes_is_in_the_reference(ChangeSubject.Kind kind)
      throws IOException {
    assertThat(Files.readString(Checkout.file("docs/reference.md")))
        .contains("`" + new ChangeSubject(kind, "").whole().strip() + "`");
  }
}
