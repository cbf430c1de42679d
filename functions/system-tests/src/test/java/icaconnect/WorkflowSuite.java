package icaconnect;

import org.junit.jupiter.api.ClassOrderer;
import org.junit.platform.suite.api.ConfigurationParameter;
import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/**
 * The workflows, started as a person starts them: by hand, by the command line, in a whole account.
 * Runs beside {@link EverythingElseSuite}, and for about as long.
 */
@Suite
@SelectPackages({"icaconnect.workflow", "icaconnect.commandline", "icaconnect.acceptance"})
@IncludeClassNamePatterns(".*(Test|Properties)")
@ConfigurationParameter(
    key = ClassOrderer.DEFAULT_ORDER_PROPERTY_NAME,
    value = "org.junit.jupiter.api.ClassOrderer$ClassName")
class WorkflowSuite {}
