package icaconnect.aws.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.aws.client.Clients;
import icaconnect.evidence.Known;
import icaconnect.registry.ConnectionRecord;
import java.util.Map;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;

/**
 * What an audit's report goes by: what the stack keeps, and how CloudFormation describes it. It may
 * not read buckets of others, nor histories of executions.
 */
public final class AuditEvidence extends StackEvidence {
  private static final String NOT_ASKED =
      "the report of an audit does not ask for it, ica-connect report does.";

  private final CloudFormationClient cloudFormation;

  public AuditEvidence() {
    this(new Clients());
  }

  private AuditEvidence(Clients clients) {
    super(
        clients,
        new Kept(
            System.getenv("REGISTRY_TABLE"),
            System.getenv("TRAIL_BUCKET"),
            System.getenv("RUNS_BUCKET"),
            System.getenv("ACCOUNT_ID")));
    cloudFormation = clients.here(CloudFormationClient.builder());
  }

  @Override
  public ObjectNode installation() {
    return DescribedStack.of(
        cloudFormation
            .describeStacks(r -> r.stackName(System.getenv("STACK_ID")))
            .stacks()
            .getFirst(),
        System.getenv("AWS_REGION"));
  }

  @Override
  public Known<JsonNode> states(String execution) {
    return new Known.Not<>(NOT_ASKED);
  }

  @Override
  public Map<String, Known<JsonNode>> present(ConnectionRecord connection) {
    return Map.of("configuration", new Known.Not<>(NOT_ASKED));
  }
}
