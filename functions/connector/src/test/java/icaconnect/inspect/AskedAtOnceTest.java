package icaconnect.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.connection.Limits;
import icaconnect.lambda.Json;
import icaconnect.reading.Reads;
import icaconnect.step.Invocation;
import icaconnect.step.OwnedBucket;
import icaconnect.step.StepInput;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Which of Inspect's reads wait for which. */
class AskedAtOnceTest {
  @Test
  void before_a_first_connect_nobody_waits_to_hear_that_there_is_no_user() {
    var account = new Account(2, Optional.empty());

    account.inspect(StepInput.connect("lab"));

    assertThat(account.accountReads).hasValue(1);
  }

  @Test
  void what_bounds_new_users_is_not_asked_where_the_journal_and_IAM_know_ours() {
    var account = new Account(1, Optional.of(new FoundUser("arn:aws:iam::1:user/ica", "AIDA1")));

    account.inspect(
        StepInput.connect("lab").withJournal(Map.of("iam", Json.parse("{\"userName\": \"u\"}"))));

    assertThat(account.accountReads).hasValue(0);
  }

  /** Where so many reads of IAM must be on their way before one of them is answered. */
  private static final class Account implements InspectPort {
    private final AtomicInteger accountReads = new AtomicInteger();
    private final CyclicBarrier together;
    private final Optional<FoundUser> user;

    Account(int together, Optional<FoundUser> user) {
      this.together = new CyclicBarrier(together);
      this.user = user;
    }

    void inspect(StepInput input) {
      Invocation.of(
          new InspectHandler(
              Invocation.STACK,
              this,
              Limits.CLOSED,
              InspectScene.OWN_ROLES,
              _ -> {},
              null,
              Clock.systemUTC(),
              Reads::atOnce),
          input.json());
    }

    @Override
    public Optional<FoundUser> user(String userName) {
      meet();
      return user;
    }

    @Override
    public AccountInspection account(String userArn) {
      accountReads.incrementAndGet();
      meet();
      return AccountInspection.NOT_ASKED;
    }

    private void meet() {
      try {
        together.await(20, TimeUnit.SECONDS);
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public BucketFound bucket(String name, String account) {
      return new BucketFound.Bucket(InspectScene.PLAIN);
    }

    @Override
    public KeyFound key(String name, String region) {
      throw new AssertionError("the bucket names no key");
    }

    @Override
    public Map<String, DestinationFound> destinations(List<String> arns, OwnedBucket bucket) {
      return Map.of();
    }
  }
}
