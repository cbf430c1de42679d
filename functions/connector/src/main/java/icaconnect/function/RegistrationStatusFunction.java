package icaconnect.function;

import icaconnect.aws.secretsmanager.IcaApiKey;
import icaconnect.registration.RegistrationStatusHandler;

/** Asks ICA how far its validation is. */
public final class RegistrationStatusFunction extends Function {
  public RegistrationStatusFunction() {
    super(new RegistrationStatusHandler(new IcaApiKey()));
  }
}
