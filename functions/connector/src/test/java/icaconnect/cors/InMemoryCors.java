package icaconnect.cors;

import icaconnect.rewriting.Neighbour;
import icaconnect.rewriting.Neighbour.Moment;
import icaconnect.step.OwnedBucket;
import java.util.ArrayList;
import java.util.List;

/** CORS rules that remember, as S3's adapter treats them, and which IAM action each call needs. */
public final class InMemoryCors implements CorsPort {
  private final List<String> actions = new ArrayList<>();
  private List<CorsRule> rules;
  private final Neighbour neighbour = new Neighbour();

  public InMemoryCors(List<CorsRule> rules) {
    this.rules = List.copyOf(rules);
  }

  @Override
  public List<CorsRule> read(OwnedBucket bucket) {
    neighbour.reached(Moment.BEFORE_READ);
    actions.add("s3:GetBucketCORS");
    var seen = rules;
    neighbour.reached(Moment.AFTER_READ);
    return seen;
  }

  @Override
  public void write(OwnedBucket bucket, List<CorsRule> others) {
    neighbour.reached(Moment.BEFORE_WRITE);
    actions.add("s3:PutBucketCORS");
    rules = others;
    neighbour.reached(Moment.AFTER_WRITE);
  }

  public Neighbour neighbour() {
    return neighbour;
  }

  public List<CorsRule> rules() {
    return rules;
  }

  /** Somebody else replaces the list. */
  public void set(List<CorsRule> others) {
    rules = List.copyOf(others);
  }

  public List<String> actions() {
    return List.copyOf(actions);
  }

  public List<String> writes() {
    return actions.stream().filter("s3:PutBucketCORS"::equals).toList();
  }
}
