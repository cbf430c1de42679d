package icaconnect.function;

import icaconnect.aws.dynamodb.DynamoJournal;
import icaconnect.aws.environment.KeySettling;
import icaconnect.aws.environment.Readers;
import icaconnect.aws.environment.ThisStack;
import icaconnect.aws.iam.IamAccessKeys;
import icaconnect.aws.secretsmanager.SecretsManagerSecrets;
import icaconnect.credential.CredentialHandler;
import icaconnect.ica.Pause;
import icaconnect.reading.Reads;
import java.time.Clock;

/** Makes the user's access key and stores it, or deletes both. */
public final class CredentialFunction extends Function {
  public CredentialFunction() {
    super(
        new CredentialHandler(
            ThisStack.name(),
            new IamAccessKeys(),
            new SecretsManagerSecrets(),
            new DynamoJournal(),
            Readers.ofEnvironment(),
            KeySettling.ofEnvironment(),
            Clock.systemUTC(),
            Pause.SLEEP,
            Reads::atOnce),
        FirstInvocation.PLAN);
  }
}
