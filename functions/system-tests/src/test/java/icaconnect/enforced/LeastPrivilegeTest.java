package icaconnect.enforced;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@OnMiniStack
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LeastPrivilegeTest {
  private final MiniStack miniStack;
  private final Laboratory lab;
  private Recording recording;

  LeastPrivilegeTest(MiniStack miniStack, Laboratory lab) {
    this.miniStack = miniStack;
    this.lab = lab;
  }

  @BeforeAll
  void every_situation_goes_well() {
    recording = Recording.of(miniStack, lab);
  }

  @Test
  void no_request_is_denied() {
    assertThat(recording.judgementsBut(Situation.SHUT_BY_SOMEBODY))
        .isNotEmpty()
        .allSatisfy(judgement -> assertThat(judgement.allowed()).as("%s", judgement).isTrue());
    assertThat(recording.judgementsOf(Situation.SHUT_BY_SOMEBODY))
        .filteredOn(judgement -> !judgement.allowed())
        .extracting(MiniStack.Judgement::action)
        .as("what the bucket's own policy denies")
        .containsOnly("s3:ListBucket");
  }

  /** A function that no situation plays fails here: nothing uses its permissions. */
  @Test
  void without_any_one_permission_something_fails() {
    var table = new PermissionTable();
    for (Function function : lab.application.functions()) {
      table.add(function.logicalId(), function.role().permissions(), removable(function));
    }
    System.out.println(table);
    assertThat(table.removable()).isEmpty();
  }

  @Test
  void the_steps_come_in_the_order_of_the_workflows() {
    for (String workflow : List.of("connect", "disconnect")) {
      assertThat(Application.invokedBy(workflow))
          .containsExactlyElementsOf(Application.order(workflow));
    }
  }

  private List<Permission> removable(Function function) {
    var removable = new ArrayList<Permission>();
    function.role().permissions().stream()
        .filter(permission -> !UsedByAwsItself.includes(permission))
        .filter(permission -> !isNeeded(function, permission))
        .forEach(removable::add);
    return removable;
  }

  private boolean isNeeded(Function function, Permission permission) {
    var failed = new boolean[1];
    function
        .role()
        .without(
            permission,
            () ->
                failed[0] =
                    recording.using(function, permission).stream()
                        .anyMatch(situation -> failsAsDenied(situation, function)));
    return failed[0];
  }

  private boolean failsAsDenied(Situation situation, Function function) {
    int mark = miniStack.mark();
    try {
      situation.play(lab);
      return false;
    } catch (FunctionFailed | AssertionError e) {
      return miniStack
          .judgementsSince(mark)
          .filter(function::made)
          .anyMatch(judgement -> !judgement.allowed());
    }
  }
}
