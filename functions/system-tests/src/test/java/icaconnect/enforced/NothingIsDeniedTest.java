package icaconnect.enforced;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@OnMiniStack
class NothingIsDeniedTest {
  private final MiniStack miniStack;
  private final Laboratory lab;

  NothingIsDeniedTest(MiniStack miniStack, Laboratory lab) {
    this.miniStack = miniStack;
    this.lab = lab;
  }

  @ParameterizedTest
  @EnumSource
  void every_situation_goes_well_and_no_request_is_denied(Situation situation) {
    int mark = miniStack.mark();
    situation.play(lab);
    assertThat(miniStack.judgementsSince(mark)).isNotEmpty().allSatisfy(judgement -> assertThat(judgement.allowed()).as("%s", judgement).isTrue());
  }
}
