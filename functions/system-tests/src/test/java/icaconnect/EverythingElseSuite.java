package icaconnect;

import org.junit.jupiter.api.ClassOrderer;
import org.junit.platform.suite.api.ConfigurationParameter;
import org.junit.platform.suite.api.ExcludePackages;
import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** Every test that is not in {@link WorkflowSuite}, so that none can be in neither. */
@Suite
@SelectPackages("icaconnect")
@ExcludePackages({"icaconnect.workflow", "icaconnect.commandline", "icaconnect.acceptance"})
@IncludeClassNamePatterns(".*(Test|Properties)")
@ConfigurationParameter(
    key = ClassOrderer.DEFAULT_ORDER_PROPERTY_NAME,
    value = "org.junit.jupiter.api.ClassOrderer$ClassName")
class EverythingElseSuite {}
