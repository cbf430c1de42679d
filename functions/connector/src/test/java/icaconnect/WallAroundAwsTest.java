package icaconnect;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "icaconnect", importOptions = DoNotIncludeTests.class)
class WallAroundAwsTest {
  @ArchTest
  static final ArchRule only_the_aws_package_knows_the_aws_sdk =
      noClasses()
          .that()
          .resideOutsideOfPackage("icaconnect.aws..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("software.amazon.awssdk..");

  @ArchTest
  static final ArchRule only_the_aws_package_reads_the_environment =
      noClasses()
          .that()
          .resideOutsideOfPackage("icaconnect.aws..")
          .should()
          .callMethod(System.class, "getenv", String.class);
}
