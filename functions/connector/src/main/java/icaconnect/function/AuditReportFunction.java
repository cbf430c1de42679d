package icaconnect.function;

import icaconnect.audit.AuditReportHandler;
import icaconnect.aws.environment.ThisStack;
import icaconnect.aws.evidence.AuditEvidence;
import icaconnect.aws.s3.S3Runs;
import java.time.Clock;

/** Writes the evidence of what an audit looked at. */
public final class AuditReportFunction extends Function {
  public AuditReportFunction() {
    super(
        new AuditReportHandler(
            new AuditEvidence(), new S3Runs(), Clock.systemUTC(), ThisStack.version()));
  }
}
