package icaconnect.function;

import icaconnect.aws.dynamodb.DynamoJournal;
import icaconnect.aws.environment.DeployersLimits;
import icaconnect.aws.environment.ThisStack;
import icaconnect.aws.s3.S3Cors;
import icaconnect.cors.CorsHandler;

/** Merges our CORS rule into the bucket's list, or takes it out. */
public final class CorsFunction extends Function {
  public CorsFunction() {
    super(
        new CorsHandler(
            ThisStack.name(),
            new S3Cors(),
            new DynamoJournal(),
            DeployersLimits.ofEnvironment(),
            SharedDocuments.rewriting()),
        FirstInvocation.PLAN);
  }
}
