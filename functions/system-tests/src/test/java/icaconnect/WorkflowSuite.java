package icaconnect;

import org.junit.jupiter.api.ClassOrderer;
import org.junit.platform.suite.api.ConfigurationParameter;
import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** The workflows, started as a person starts them. Runs beside {@link EverythingElseSuite}. */
@Suite
@SelectPackages("icaconnect.workflow")
@IncludeClassNamePatterns(".*(Test|Properties)")
@ConfigurationParameter(
    key = ClassOrderer.DEFAULT_ORDER_PROPERTY_NAME,
    value = "org.junit.jupiter.api.ClassOrderer$ClassName")
class WorkflowSuite {}
