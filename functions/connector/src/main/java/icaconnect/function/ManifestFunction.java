package icaconnect.function;

import icaconnect.aws.s3.S3Runs;
import icaconnect.fleet.ManifestHandler;

/** Makes the work list of many buckets. */
public final class ManifestFunction extends Function {
  public ManifestFunction() {
    super(new ManifestHandler(new S3Runs()));
  }
}
