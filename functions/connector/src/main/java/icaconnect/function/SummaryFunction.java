package icaconnect.function;

import icaconnect.aws.s3.S3Runs;
import icaconnect.fleet.SummaryHandler;

/** Sums up a run over many buckets. */
public final class SummaryFunction extends Function {
  public SummaryFunction() {
    super(new SummaryHandler(new S3Runs()));
  }
}
