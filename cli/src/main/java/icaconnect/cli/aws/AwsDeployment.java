package icaconnect.cli.aws;

import icaconnect.cli.deployed.Deployment;
import icaconnect.cli.deployed.Runs;
import icaconnect.cli.doctor.DeployedStack;
import icaconnect.evidence.Sources;
import icaconnect.registry.ConnectionRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A stack in AWS. */
record AwsDeployment(Caller asking, Stack stack) implements Deployment {
  @Override
  public String id() {
    return stack.id();
  }

  @Override
  public String region() {
    return stack.region();
  }

  @Override
  public Map<String, String> parameters() {
    return stack.parameters();
  }

  @Override
  public String output(String key) {
    return stack.output(key);
  }

  @Override
  public List<ConnectionRecord> connections() {
    return new Registry(asking, stack).all();
  }

  @Override
  public Optional<ConnectionRecord> connection(String bucket) {
    return new Registry(asking, stack).find(bucket);
  }

  @Override
  public Sources sources() {
    return new StackSources(asking, stack);
  }

  @Override
  public String caller() {
    return asking.arn();
  }

  @Override
  public DeployedStack health() {
    return new AwsDeployedStack(asking, stack);
  }

  @Override
  public Runs runs() {
    return new RunsBucket(asking, stack);
  }
}
