package icaconnect.cli.doctor;

import icaconnect.evidence.Known;
import icaconnect.inspect.Foreseen;
import icaconnect.registry.ConnectionRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A deployed stack, as far as the caller may look at it. */
public interface DeployedStack {
  /** CloudFormation's own word. */
  String status();

  Map<String, String> parameters();

  Set<String> outputs();

  /** The version that it says it is; absent in a stack from before stacks said it. */
  Optional<String> version();

  /** The alarms of the stack that are firing, with the reasons that CloudWatch gives. */
  Known<Map<String, String>> firing();

  /** How many messages each queue has that something is put aside in, by the queue's address. */
  Known<Map<String, Integer>> deadLetters();

  Known<List<ConnectionRecord>> connections();

  /** When each active access key of this user was made. */
  Known<List<Instant>> keys(String userName);

  /** What the account has of each thing that is limited, and how many it may have. */
  Known<Map<String, Share>> quotas();

  /** What the policy simulator says keeps the stack from making users. */
  Known<Foreseen> foreseen();

  /** How much of a quota is used. */
  record Share(int used, int quota) {}
}
