package icaconnect.function;

import icaconnect.aws.dynamodb.DynamoJournal;
import icaconnect.aws.environment.KeySettling;
import icaconnect.aws.environment.RotationPeriods;
import icaconnect.aws.environment.ThisStack;
import icaconnect.aws.iam.IamAccessKeys;
import icaconnect.aws.iam.IamUserGrants;
import icaconnect.aws.secretsmanager.SecretsManagerVersions;
import icaconnect.aws.sts.PendingKeyProof;
import icaconnect.ica.Pause;
import icaconnect.rotation.RotationHandler;
import java.time.Clock;

/** Takes one part of a rotation. */
public final class RotationFunction extends Function {
  public RotationFunction() {
    this(new IamAccessKeys());
  }

  private RotationFunction(IamAccessKeys keys) {
    super(
        new RotationHandler(
            ThisStack.name(),
            keys,
            keys,
            new IamUserGrants(),
            new SecretsManagerVersions(),
            new PendingKeyProof(),
            new DynamoJournal(),
            RotationPeriods.ofEnvironment(),
            KeySettling.ofEnvironment(),
            Clock.systemUTC(),
            Pause.SLEEP));
  }
}
