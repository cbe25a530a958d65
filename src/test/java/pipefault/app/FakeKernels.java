package pipefault.app;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import pipefault.certification.CaseExecutor;
import pipefault.certification.LocalSequences;
import pipefault.certification.SequenceExecutor;
import pipefault.conformance.CaseResult;
import pipefault.conformance.CaseResult.Outcome;
import pipefault.conformance.ScriptCase;
import pipefault.explore.Search;
import pipefault.explore.SearchPlan;
import pipefault.explore.SearchTeam;
import pipefault.explore.Way;
import pipefault.oracle.Finding;
import pipefault.oracle.Verdict;
import pipefault.scenario.RunExecutor;
import pipefault.scenario.RunResult;
import pipefault.scenario.RunSpec;
import pipefault.trace.Trace;

/** Kernels on which every run ends as the test says, at once. */
class FakeKernels implements Kernels {

    final List<RunSpec> executed = new ArrayList<>();

    @Nullable
    List<String> underWine;

    /** What comes of conformance cases. */
    Function<ScriptCase, CaseResult> cases = script -> FakeKernels.result(script, Outcome.OK, "");

    boolean closed;

    /** What comes of runs of searches. */
    BiFunction<RunSpec, Way, RunResult> ordered;

    /** What performs random sequences. */
    SequenceExecutor sequences = new LocalSequences(1);

    private final Function<RunSpec, Verdict> verdicts;

    FakeKernels(Function<RunSpec, Verdict> verdicts) {
        this.verdicts = verdicts;
        ordered = (spec, way) -> result(spec, RunResult.FAULT, verdicts.apply(spec));
    }

    /** Every run shows what its variant expects, and good where nothing is expected. */
    static FakeKernels asExpected() {
        return new FakeKernels(FakeKernels::expected);
    }

    static Verdict expected(RunSpec spec) {
        var expected = spec.variant().expectedOf(spec.factory().name());
        return expected == null || expected.contains(Verdict.RECOVERED)
                ? Verdict.RECOVERED
                : expected.iterator().next();
    }

    @Override
    public Kernels with(SubjectPath subjects) {
        return this;
    }

    @Override
    public void require(KernelName kernel) {}

    @Override
    public RunExecutor open(KernelName kernel) {
        return spec -> {
            synchronized (executed) {
                executed.add(spec);
            }
            Verdict verdict = verdicts.apply(spec);
            return List.of(result(spec, RunResult.CONTROL, Verdict.UNAFFECTED), result(spec, RunResult.FAULT, verdict));
        };
    }

    @Override
    public CaseExecutor openCases(KernelName kernel, long seed) {
        return new CaseExecutor() {
            @Override
            public CaseResult execute(ScriptCase script) {
                return cases.apply(script);
            }

            @Override
            public void close() {
                closed = true;
            }
        };
    }

    @Override
    public SequenceExecutor openSequences(KernelName kernel, long seed) {
        return sequences;
    }

    @Override
    public SearchCrew openSearch(RunSpec spec, SearchPlan plan, int workers) {
        return new SearchCrew(
                new SearchTeam(plan.parts(workers).stream()
                        .map(part -> new Search(spec, part))
                        .toList()),
                false);
    }

    @Override
    public OrderedRuns openOrdered(KernelName kernel) {
        return new OrderedRuns() {
            @Override
            public RunResult replay(RunSpec spec, Way way) {
                executed.add(spec);
                return ordered.apply(spec, way);
            }

            @Override
            public void close() {
                closed = true;
            }
        };
    }

    static RunResult result(RunSpec spec, String phase, Verdict verdict) {
        return new RunResult(
                spec.scenario().id(),
                spec.variant().name(),
                spec.factory().name(),
                phase,
                spec.seed(),
                verdict,
                spec.plan().toString(),
                List.of(),
                verdict.isGood() ? List.of() : List.of(new Finding("fake", verdict, "told so by the test")),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                new Trace(List.of()),
                1);
    }

    static CaseResult result(ScriptCase script, Outcome outcome, String reason) {
        return new CaseResult(
                script.id(), script.file(), outcome, List.of(), List.of(), List.of(), reason, Duration.ZERO);
    }

    @Override
    public KernelName actual(KernelName kernel) {
        return kernel;
    }

    @Override
    public int parallelism(KernelName kernel) {
        return 2;
    }

    @Override
    public List<String> worker(List<Path> classPath, Class<?> main) {
        throw new UnsupportedOperationException("no test starts a process");
    }

    @Override
    public int runUnderWine(List<String> arguments) {
        underWine = arguments;
        return ExitCode.FINDING;
    }
}
