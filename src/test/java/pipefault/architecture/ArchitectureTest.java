package pipefault.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static pipefault.architecture.Packages.APP;
import static pipefault.architecture.Packages.DEFECTS;
import static pipefault.architecture.Packages.FAULT;
import static pipefault.architecture.Packages.INHABITED;
import static pipefault.architecture.Packages.JNA;
import static pipefault.architecture.Packages.JUNIT;
import static pipefault.architecture.Packages.PLANNED;
import static pipefault.architecture.Packages.PLATFORM;
import static pipefault.architecture.Packages.SPECIMEN;
import static pipefault.architecture.Packages.TRACE;
import static pipefault.architecture.Packages.WRITER;
import static pipefault.architecture.Packages.tree;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final ArchRule NO_SLEEP = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("pipefault.world.RealTime")
            .should()
            .accessTargetWhere(target(owner(assignableTo(Thread.class).or(type(TimeUnit.class))))
                    .and(target(name("sleep"))))
            .because("order comes from gates, and one place is enough to let real time pass");

    /** Fewer than this, and the rules below looked at next to nothing. Raise it now and then. */
    private static final int FEWEST_CLASSES = 300;

    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("pipefault");

    @Test
    void every_package_has_a_place_on_the_map() {
        Set<String> offTheMap = packagesFound().stream()
                .filter(found -> Stream.concat(INHABITED.stream(), PLANNED.stream())
                        .noneMatch(place -> found.equals(place) || found.startsWith(place + ".")))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(offTheMap).as("packages that Packages does not list").isEmpty();
    }

    @Test
    void every_inhabited_package_was_imported() {
        assertThat(packagesFound()).as("packages with classes in them").containsAll(INHABITED);
        assertThat(OURS.size()).as("classes of ours").isGreaterThanOrEqualTo(FEWEST_CLASSES);
    }

    @Test
    void platform_sees_nothing_else_of_ours() {
        check(
                PLATFORM,
                noClasses()
                        .that(resideInAPackage(tree(PLATFORM)))
                        .should()
                        .dependOnClassesThat(resideInAPackage("pipefault..").and(not(resideInAPackage(tree(PLATFORM)))))
                        .because("it is all that a subject may see"));
    }

    @Test
    void faults_and_traces_are_values_about_the_platform() {
        Stream.of(FAULT, TRACE)
                .forEach(values -> check(
                        values,
                        noClasses()
                                .that(resideInAPackage(tree(values)))
                                .should()
                                .dependOnClassesThat(resideInAPackage("pipefault..")
                                        .and(not(resideInAnyPackage(tree(PLATFORM), tree(FAULT), tree(TRACE)))))));
    }

    @Test
    void writer_sees_only_the_platform() {
        check(
                WRITER,
                classes()
                        .that(resideInAPackage(tree(WRITER)))
                        .should()
                        .onlyDependOnClassesThat(resideInAnyPackage(
                                tree(WRITER),
                                tree(PLATFORM),
                                "java..",
                                "org.jspecify..",
                                "com.google.errorprone.annotations..")));
    }

    @Test
    void specimens_are_seen_by_the_defects_only() {
        check(
                SPECIMEN,
                classes()
                        .that(resideInAPackage(tree(SPECIMEN)))
                        .should()
                        .onlyHaveDependentClassesThat(resideInAnyPackage(tree(SPECIMEN), tree(DEFECTS)))
                        .because("they are defective on purpose"));
    }

    @Test
    void packages_form_no_cycle() {
        slices().matching("pipefault.(*)..").should().beFreeOfCycles().check(OURS);
    }

    @Test
    void jna_stays_in_the_real_binding() {
        noClasses()
                .that(not(resideInAPackage(tree(JNA))))
                .should()
                .dependOnClassesThat(resideInAPackage("com.sun.jna.."))
                .because("everything else must load on every system, and read no last error: it is fragile")
                .check(OURS);
    }

    @Test
    void the_last_error_is_read_next_to_the_call_only() {
        noClasses()
                .that()
                .haveNameNotMatching("pipefault\\.jna\\.(JnaWin32Api|JnaProbe|foreign\\..*)")
                .should()
                .accessTargetWhere(target(owner(name("com.sun.jna.Native"))).and(target(name("getLastError"))))
                .because("any call in between destroys it")
                .check(OURS);
    }

    @Test
    void test_libraries_stay_in_the_extension() {
        noClasses()
                .that(not(resideInAPackage(tree(JUNIT))))
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.junit..", "org.assertj..", "org.awaitility.."))
                .check(OURS);
    }

    @Test
    void the_extension_keeps_nothing_between_tests() {
        fields().that()
                .areDeclaredInClassesThat(resideInAPackage(tree(JUNIT)))
                .and()
                .areStatic()
                .should()
                .beFinal()
                .andShould()
                .haveRawType(describe(
                        "a value",
                        type -> type.isPrimitive()
                                || Set.of(String.class, Set.class, List.class, Duration.class).stream()
                                        .anyMatch(type::isEquivalentTo)))
                .because("tests run side by side")
                .check(OURS);
    }

    @Test
    void only_one_class_sleeps() {
        NO_SLEEP.check(OURS);
    }

    @Test
    void tests_do_not_sleep() {
        JavaClasses tests = testsOfEveryModule();

        assertThat(tests.contain(ArchitectureTest.class))
                .as("this very test was imported")
                .isTrue();
        NO_SLEEP.check(tests);
    }

    @Test
    void only_the_command_line_prints() {
        noClasses()
                .that(not(resideInAPackage(tree(APP))))
                .should(ACCESS_STANDARD_STREAMS)
                .check(OURS);
    }

    @Test
    void thrown_exceptions_have_a_name_of_their_own() {
        noClasses().should(THROW_GENERIC_EXCEPTIONS).check(OURS);
    }

    /** The tests of the other modules are not on our class path, but they were compiled before us. */
    private static JavaClasses testsOfEveryModule() {
        return new ClassFileImporter()
                .importPaths(Stream.of("faults", "fixtures", "harness", "src")
                        .map(module -> Path.of("..", module, "target", "test-classes"))
                        .filter(Files::isDirectory)
                        .toList());
    }

    /** A rule may find nothing to look at only as long as its package is planned. */
    private static void check(String about, ArchRule rule) {
        rule.allowEmptyShould(PLANNED.contains(about)).check(OURS);
    }

    private static Set<String> packagesFound() {
        return OURS.stream()
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .map(JavaClass::getPackageName)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
