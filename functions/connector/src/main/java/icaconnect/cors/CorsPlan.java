package icaconnect.cors;

import icaconnect.rewriting.Edit;
import java.util.List;

/** What happens to a bucket's list of CORS rules. */
public sealed interface CorsPlan extends Edit<List<CorsRule>> {
  @Override
  List<CorsRule> before();

  @Override
  List<CorsRule> after();

  @Override
  default boolean writes() {
    return !(this instanceof Keep);
  }

  /** The list stays as it is. */
  record Keep(List<CorsRule> before) implements CorsPlan {
    @Override
    public List<CorsRule> after() {
      return before;
    }
  }

  /** The whole list is replaced, since S3 has no call for one rule. */
  record Put(List<CorsRule> before, List<CorsRule> after) implements CorsPlan {}

  /** The last rule goes, and S3 takes no empty list. */
  record Delete(List<CorsRule> before) implements CorsPlan {
    @Override
    public List<CorsRule> after() {
      return List.of();
    }
  }
}
