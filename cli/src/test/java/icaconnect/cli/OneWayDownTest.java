package icaconnect.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "icaconnect.cli", importOptions = DoNotIncludeTests.class)
class OneWayDownTest {
  @ArchTest
  static final ArchRule no_circle_of_packages =
      slices().matching("icaconnect.cli.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule only_one_package_knows_the_AWS_SDK =
      noClasses()
          .that()
          .resideOutsideOfPackage("icaconnect.cli.aws..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("software.amazon.awssdk..");

  @ArchTest
  static final ArchRule nobody_knows_the_functions =
      noClasses().should().dependOnClassesThat().resideInAPackage("icaconnect.function..");
}
