package icaconnect.iam;

import icaconnect.report.Finding;
import java.util.List;

/** What happens to a connection's user and policy. */
public sealed interface IamPlan {
  List<IamAction> actions();

  List<Finding> findings();

  /** All is as it should be. */
  record Keep(List<Finding> findings) implements IamPlan {
    @Override
    public List<IamAction> actions() {
      return List.of();
    }
  }

  /** These writes in this order, after the entry is in the journal. */
  record Act(List<IamAction> actions, IamEntry entry, List<Finding> findings) implements IamPlan {}

  static IamPlan of(List<IamAction> actions, IamEntry entry, List<Finding> findings) {
    return actions.isEmpty()
        ? new Keep(List.copyOf(findings))
        : new Act(List.copyOf(actions), entry, List.copyOf(findings));
  }
}
