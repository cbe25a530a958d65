package pipefault.defects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import pipefault.fault.FaultPlan;
import pipefault.junit.WriterSuite;
import pipefault.oracle.Verdict;
import pipefault.scenario.RunResult;
import pipefault.scenario.Scenario;
import pipefault.scenario.SubjectFactory;
import pipefault.scenario.Variant;
import pipefault.trace.Trace;

/** What becomes of a run as a JUnit test. */
class WriterSuiteTest {

    private static Map<String, Executable> tests(List<Scenario> scenarios, SubjectFactory writer) {
        Map<String, Executable> tests = new TreeMap<>();
        WriterSuite.tests(scenarios, writer)
                .map(DynamicContainer.class::cast)
                .forEach(scenario -> scenario.getChildren()
                        .map(DynamicTest.class::cast)
                        .forEach(test -> tests.put(
                                scenario.getDisplayName() + "/" + test.getDisplayName(), test.getExecutable())));
        return tests;
    }

    private static Executable test(SubjectFactory writer, String plan) {
        Scenario original = Scenarios.named("D1a-memory").orElseThrow();
        Variant variant = new Variant(
                "mine", FaultPlan.parse(plan), original.variants().get(0).script());
        Scenario mine =
                new Scenario("mine", original.title(), original.question(), original.recovery(), List.of(variant));
        return tests(List.of(mine), writer).values().iterator().next();
    }

    @Test
    void there_is_one_for_each_variant_and_the_recovering_writer_passes_all() {
        Map<String, Executable> tests = tests(Scenarios.all(), Writers.recovering());
        List<String> expected = new ArrayList<>();
        Scenarios.all()
                .forEach(scenario ->
                        scenario.variants().forEach(variant -> expected.add(scenario.id() + "/" + variant.name())));

        assertThat(tests.keySet()).containsExactlyInAnyOrderElementsOf(Set.copyOf(expected));
        assertThat(tests)
                .allSatisfy((name, test) -> assertThatCode(test::execute).doesNotThrowAnyException());
    }

    @Test
    void a_bad_verdict_fails_and_reads_as_on_the_command_line() {
        assertThatThrownBy(test(Writers.asShipped(), "CancelIoEx -> fail(ERROR_ACCESS_DENIED)")::execute)
                .isInstanceOf(AssertionError.class)
                .hasMessageMatching("(?s).*is closed while op-1, which signals it, is the kernel's "
                        + "\\(by owner, at ReviewedWriter\\.java:\\d+\\)\\.\n  run       mine.*")
                .hasMessageMatching(
                        "(?s).*calls the listener \\(warning CancelIoEx failed\\) while it holds ReviewedWriter "
                                + "\\(by owner,\\s+at\\s+ReviewedWriter\\.java:\\d+\\).*")
                .hasMessageContaining("verdict   MEMORY_UNSAFE (expected RECOVERED or UNAFFECTED)")
                .hasMessageEndingWith("  replay    this test again, with seed 1\n");
    }

    @Test
    void a_call_that_the_writer_never_makes_is_neither_green_nor_red() {
        assertThatThrownBy(test(Writers.asShipped(), "FlushFileBuffers -> fail(ERROR_BROKEN_PIPE)")::execute)
                .hasMessageContaining(
                        "not applicable: without faults, as-shipped makes no such call as FlushFileBuffers")
                .isNotInstanceOf(AssertionError.class);
        assertThatThrownBy(test(Writers.asShipped(), "CreateEvent#3 -> fail(ERROR_NO_SYSTEM_RESOURCES)")::execute)
                .hasMessageContaining("makes no such call as CreateEvent#3")
                .isNotInstanceOf(AssertionError.class);
    }

    @Test
    void a_fault_that_never_fires_although_the_writer_makes_that_call_fails() {
        assertThatThrownBy(
                        test(Writers.asShipped(), "CreateEvent#1 after CancelIoEx#1 -> fail(ERROR_NO_SYSTEM_RESOURCES)")
                                ::execute)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("verdict   NOT_EXERCISED");
    }

    private static Executable testOf(RunResult... results) {
        return WriterSuite.tests(Scenarios.all().subList(0, 1), Writers.recovering(), 1, spec -> List.of(results))
                .map(DynamicContainer.class::cast)
                .flatMap(DynamicContainer::getChildren)
                .map(DynamicTest.class::cast)
                .findFirst()
                .orElseThrow()
                .getExecutable();
    }

    @Test
    void a_control_run_that_is_not_perfect_fails() {
        assertThatThrownBy(testOf(result(RunResult.CONTROL, Verdict.LEAKED))::execute)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("control run without faults");
    }

    @Test
    void a_writer_that_rightly_refuses_what_is_needed_is_neither_green_nor_red() {
        RunResult control = result(RunResult.CONTROL, Verdict.UNAFFECTED);
        RunResult refused = result(RunResult.FAULT, Verdict.NOT_APPLICABLE, "the writer takes no second block");

        assertThatThrownBy(testOf(control, refused)::execute)
                .hasMessageContaining("not applicable: the writer takes no second block")
                .isNotInstanceOf(AssertionError.class);
    }

    private static RunResult result(String phase, Verdict verdict, String... notes) {
        return new RunResult(
                "x",
                "y",
                "z",
                phase,
                1,
                verdict,
                "",
                List.of(),
                List.of(),
                List.of(),
                List.of(notes),
                List.of(),
                Map.of(),
                new Trace(List.of()),
                1);
    }
}
