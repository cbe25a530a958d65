package pipefault.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import pipefault.fault.FaultPlan;
import pipefault.oracle.Oracles;
import pipefault.oracle.Verdict;
import pipefault.platform.CallResult;
import pipefault.platform.Handle;
import pipefault.platform.Operation;
import pipefault.platform.Platform;
import pipefault.platform.Win32Error;

/** What becomes of runs in a worker process that dies, hangs, talks rubbish, or is left behind with stuck threads. */
class IsolatedRunnerTest {

    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofMillis(500);
    private static final String FAULT = "WriteFile#1 -> fail(ERROR_NO_DATA)";

    private final IsolatedRunner runner = runner(BOUND);

    private static IsolatedRunner runner(Duration bound) {
        return new IsolatedRunner(Workers.sameJvm(Worker.class.getName(), List.of()), bound);
    }

    @AfterEach
    void end() {
        runner.close();
    }

    private static RunSpec spec(String writer) {
        return spec(new TestWriter(writer, true, PlainWriter::new));
    }

    private static RunSpec spec(SubjectFactory writer) {
        return TestRuns.spec(
                FAULT, RecoveryMode.FRESH_SUBJECT, List.of(Oracles.OWNERSHIP), writer, IsolatedRunnerTest::writeOnce);
    }

    private static void writeOnce(Run run) {
        if (run.open()) {
            run.write(Run.SMALL);
        }
    }

    /** The process: what a writer does there follows from its name. */
    static final class Worker {

        public static void main(String[] arguments) {
            PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
            Runner runner = TestRuns.runner();
            WorkerService.serve(
                    System.in, out, runner, request -> runner.run(resolve(request, out), request.control()));
        }

        private static RunSpec resolve(WorkerRequest request, PrintStream out) {
            boolean rightRun = request.writer().endsWith(request.control() ? "in-control" : "under-fault");
            switch (request.writer().split("-", 2)[0]) {
                case "hangs" -> forEver();
                case "babbles" -> out.println(WorkerService.ANSWER + "{no JSON");
                default -> {
                    // The others do what they do as subjects.
                }
            }
            return spec(new TestWriter(
                    request.writer(),
                    true,
                    (platform, pipe, listener) -> open(request, rightRun, platform, pipe, listener)));
        }

        private static Subject open(
                WorkerRequest request, boolean rightRun, Platform platform, Handle pipe, Listener listener) {
            if (request.writer().startsWith("dies") && rightRun) {
                Runtime.getRuntime().halt(3);
            } else if (request.writer().startsWith("misuses") && rightRun) {
                misuseMemory(platform, pipe);
            }
            return new PlainWriter(platform, pipe, listener) {
                private final long process = ProcessHandle.current().pid();

                @Override
                public boolean write(byte[] data) {
                    if (request.writer().startsWith("stands-still") && data.length != Run.SMALL && !request.control()) {
                        Handle never = win32.createEvent(true, false, null).rawHandle();
                        CallResult unused = win32.waitForSingleObject(never, Win32Error.INFINITE);
                    }
                    listener.warning("in process " + process, 0);
                    return super.write(data);
                }
            };
        }

        private static void misuseMemory(Platform platform, Handle pipe) {
            Operation operation = platform.operation(Run.LARGE);
            CallResult failed = write(platform, pipe, operation);
            CallResult pending = write(platform, pipe, operation);
            assertThat(failed.isPending()).isFalse();
            assertThat(pending.isPending()).isTrue();
            operation.release();
            Runtime.getRuntime().halt(3);
        }

        private static CallResult write(Platform platform, Handle pipe, Operation operation) {
            return platform.win32().writeFile(pipe, operation.data(), 0, Run.LARGE, operation.overlapped());
        }

        private static void forEver() {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Returns the process in which a run was made, from what its trace says. */
    private static String process(RunResult result) {
        return result.trace().records().stream()
                .map(record -> record.text())
                .filter(text -> text.startsWith("warning in process "))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void the_results_are_those_of_the_same_runs_in_this_process() {
        List<RunResult> isolated = runner.runWithControl(spec("plain"));
        List<RunResult> here = TestRuns.runner().runWithControl(spec("plain"));

        assertThat(isolated).extracting(RunResult::verdict).containsExactly(Verdict.UNAFFECTED, Verdict.RECOVERED);
        assertThat(isolated).extracting(RunResult::phase).containsExactly(RunResult.CONTROL, RunResult.FAULT);
        assertThat(isolated.get(1).fired()).isEqualTo(here.get(1).fired());
        assertThat(isolated.get(1).plan()).isEqualTo(FaultPlan.parse(FAULT).toString());
    }

    @Test
    void a_process_serves_run_after_run() {
        String first = process(runner.runWithControl(spec("plain")).get(0));

        List<RunResult> next = runner.runWithControl(spec("plain"));

        assertThat(next).extracting(IsolatedRunnerTest::process).containsOnly(first);
    }

    @Test
    void a_death_in_the_control_run_belongs_to_the_control_run() {
        List<RunResult> results = runner.runWithControl(spec("dies-in-control"));

        assertThat(results).extracting(RunResult::phase).containsExactly(RunResult.CONTROL);
        assertThat(results).extracting(RunResult::verdict).containsExactly(Verdict.HARNESS_ERROR);
        assertThat(results.get(0).plan()).isEmpty();
        assertThat(TestRuns.evidence(results.get(0))).singleElement().asString().contains(" died");
    }

    @Test
    void a_death_under_faults_belongs_to_the_run_with_faults() {
        List<RunResult> results = runner.runWithControl(spec("dies-under-fault"));

        assertThat(results).extracting(RunResult::phase).containsExactly(RunResult.CONTROL, RunResult.FAULT);
        assertThat(results).extracting(RunResult::verdict).containsExactly(Verdict.UNAFFECTED, Verdict.HARNESS_ERROR);
        assertThat(runner.runWithControl(spec("plain"))).hasSize(2);
    }

    @Test
    void a_death_after_memory_was_misused_speaks_against_the_subject() {
        RunResult result = runner.runWithControl(spec("misuses-under-fault")).get(1);

        assertThat(result.verdict()).isEqualTo(Verdict.MEMORY_UNSAFE);
        assertThat(TestRuns.evidence(result)).first().asString().contains("op-1 is released while the kernel owns it");
    }

    @Test
    void a_process_that_does_not_answer_within_the_bound_is_given_up() {
        try (IsolatedRunner impatient = runner(SHORT)) {
            RunResult result = impatient.runWithControl(spec("hangs")).get(0);

            assertThat(result.verdict()).isEqualTo(Verdict.HARNESS_ERROR);
            assertThat(TestRuns.evidence(result)).singleElement().asString().contains("did not answer within 500 ms");
        }
    }

    @Test
    void an_answer_that_is_rubbish_is_an_error_of_the_harness_and_costs_the_process() {
        RunResult result = runner.runWithControl(spec("babbles")).get(0);

        assertThat(result.verdict()).isEqualTo(Verdict.HARNESS_ERROR);
        assertThat(TestRuns.evidence(result))
                .singleElement()
                .asString()
                .contains("the answer of the worker process could not be read");
        assertThat(runner.runWithControl(spec("plain")))
                .extracting(RunResult::verdict)
                .containsExactly(Verdict.UNAFFECTED, Verdict.RECOVERED);
    }

    @Test
    void a_process_in_which_a_fresh_subject_stands_still_is_retired_even_if_that_decides_nothing() {
        List<RunResult> results = runner.runWithControl(spec("stands-still"));

        assertThat(results.get(1).verdict()).isEqualTo(Verdict.RECOVERED);
        assertThat(results.get(1).alsoSeen()).extracting("verdict").contains(Verdict.STUCK);
        assertThat(process(runner.runWithControl(spec("plain")).get(0))).isNotEqualTo(process(results.get(1)));
    }
}
