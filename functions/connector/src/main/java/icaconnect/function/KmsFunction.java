package icaconnect.function;

import icaconnect.aws.dynamodb.DynamoJournal;
import icaconnect.aws.environment.DeployersLimits;
import icaconnect.aws.environment.KeysToEdit;
import icaconnect.aws.environment.ThisStack;
import icaconnect.aws.failure.AwsFailure;
import icaconnect.aws.kms.KmsKeyGrants;
import icaconnect.aws.kms.KmsKeyPolicies;
import icaconnect.kms.KeyGrants;
import icaconnect.kms.KeyPolicyPort;
import icaconnect.kms.KmsHandler;
import java.time.Clock;

/** Judges the policy of a bucket's key, and lets ICA in by it or takes that back. */
public final class KmsFunction extends Function {
  public KmsFunction() {
    super(
        new KmsHandler(
            ThisStack.name(),
            KeysToEdit.ofEnvironment(),
            KeysToEdit.tags(),
            AwsFailure.worded(KeyPolicyPort.class, new KmsKeyPolicies()),
            AwsFailure.worded(KeyGrants.class, new KmsKeyGrants()),
            DeployersLimits.ofEnvironment(),
            new DynamoJournal(),
            SharedDocuments.rewriting(),
            Clock.systemUTC()),
        FirstInvocation.PLAN);
  }
}
