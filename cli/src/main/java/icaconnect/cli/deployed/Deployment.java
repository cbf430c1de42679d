package icaconnect.cli.deployed;

import icaconnect.cli.doctor.DeployedStack;
import icaconnect.evidence.Sources;
import icaconnect.registry.ConnectionRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A deployed stack, as far as commands need it. */
public interface Deployment {
  /** Its ARN. */
  String id();

  String region();

  /** As it was deployed. */
  Map<String, String> parameters();

  /** An output that every stack of this version has. */
  String output(String key);

  /** All of the registry, by name. */
  List<ConnectionRecord> connections();

  Optional<ConnectionRecord> connection(String bucket);

  /** Where evidence comes from. */
  Sources sources();

  /** Who asks. */
  String caller();

  /** What doctor looks at. */
  DeployedStack health();

  Runs runs();
}
