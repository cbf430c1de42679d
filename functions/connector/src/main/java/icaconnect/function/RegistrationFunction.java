package icaconnect.function;

import icaconnect.aws.dynamodb.DynamoJournal;
import icaconnect.aws.dynamodb.DynamoKnownTenant;
import icaconnect.aws.environment.ExpectedTenant;
import icaconnect.aws.environment.ThisStack;
import icaconnect.aws.secretsmanager.ConnectionSecret;
import icaconnect.aws.secretsmanager.IcaApiKey;
import icaconnect.aws.sts.StsKeyOwner;
import icaconnect.ica.Pause;
import icaconnect.registration.RegistrationHandler;

/** Registers the connection in ICA. */
public final class RegistrationFunction extends Function {
  public RegistrationFunction() {
    super(
        new RegistrationHandler(
            ThisStack.name(),
            new IcaApiKey(),
            new ConnectionSecret(),
            new StsKeyOwner(),
            new DynamoJournal(),
            Pause.SLEEP,
            ExpectedTenant.ofEnvironment(),
            new DynamoKnownTenant()));
  }
}
