package icaconnect.cors;

import icaconnect.failure.TryAgain;
import icaconnect.step.OwnedBucket;
import java.util.ArrayList;
import java.util.List;

/** CORS rules that remember, as S3's adapter treats them, and which IAM action each call needs. */
public final class InMemoryCors implements CorsPort {
  private final List<String> actions = new ArrayList<>();
  private List<CorsRule> rules;
  private Runnable beforeWrite = () -> {};

  public InMemoryCors(List<CorsRule> rules) {
    this.rules = List.copyOf(rules);
  }

  @Override
  public List<CorsRule> read(OwnedBucket bucket) {
    actions.add("s3:GetBucketCORS");
    return rules;
  }

  @Override
  public void apply(OwnedBucket bucket, CorsPlan plan) {
    beforeWrite.run();
    if (!read(bucket).equals(plan.before())) {
      throw new TryAgain("changed");
    }
    actions.add("s3:PutBucketCORS");
    rules = plan.after();
    read(bucket);
  }

  public List<CorsRule> rules() {
    return rules;
  }

  /** Somebody else replaces the list. */
  public void set(List<CorsRule> others) {
    rules = List.copyOf(others);
  }

  /** What somebody else does between our read and our write. */
  public void beforeWrite(Runnable others) {
    beforeWrite = others;
  }

  public List<String> actions() {
    return List.copyOf(actions);
  }

  public List<String> writes() {
    return actions.stream().filter("s3:PutBucketCORS"::equals).toList();
  }
}
