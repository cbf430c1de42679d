package icaconnect;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Imports point one way: the composition root, what it wires on AWS, the steps, their words. */
@AnalyzeClasses(packages = "icaconnect", importOptions = DoNotIncludeTests.class)
class OneWayDownTest {
  @ArchTest
  static final ArchRule no_circle_of_packages =
      slices().matching("icaconnect.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule no_circle_of_adapters =
      slices().matching("icaconnect.aws.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule only_the_composition_root_knows_what_is_on_aws =
      noClasses()
          .that()
          .resideOutsideOfPackages("icaconnect.aws..", "icaconnect.function..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("icaconnect.aws..", "icaconnect.function..");

  @ArchTest
  static final ArchRule nobody_knows_the_composition_root =
      noClasses()
          .that()
          .resideOutsideOfPackage("icaconnect.function..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("icaconnect.function..");
}
