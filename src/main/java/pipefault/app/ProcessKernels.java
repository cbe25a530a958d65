package pipefault.app;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import pipefault.certification.CaseExecutor;
import pipefault.certification.IsolatedCases;
import pipefault.certification.IsolatedSequences;
import pipefault.certification.LocalCases;
import pipefault.certification.LocalSequences;
import pipefault.certification.SequenceExecutor;
import pipefault.conformance.ConformanceRunner;
import pipefault.conformance.ConformanceRunner.Accept;
import pipefault.explore.IsolatedSearch;
import pipefault.explore.Search;
import pipefault.explore.SearchPlan;
import pipefault.explore.SearchTeam;
import pipefault.explore.Way;
import pipefault.jna.WindowsKernel;
import pipefault.scenario.Cores;
import pipefault.scenario.IsolatedRunner;
import pipefault.scenario.RunExecutor;
import pipefault.scenario.RunResult;
import pipefault.scenario.RunSpec;
import pipefault.scenario.Runner;
import pipefault.scenario.Workers;
import pipefault.simulation.Schedules;
import pipefault.simulation.SimulatedWorld;

/** The kernels that this very process can offer. */
final class ProcessKernels implements Kernels {

    private final Surroundings surroundings;
    private final WineJvm wine;
    private final SubjectPath subjects;

    ProcessKernels(Surroundings surroundings) {
        this(surroundings, SubjectPath.NONE);
    }

    private ProcessKernels(Surroundings surroundings, SubjectPath subjects) {
        this.surroundings = surroundings;
        this.subjects = subjects;
        wine = new WineJvm(surroundings);
    }

    @Override
    public Kernels with(SubjectPath more) {
        return new ProcessKernels(surroundings, more);
    }

    @Override
    public void require(KernelName kernel) {
        if (kernel == KernelName.NATIVE) {
            Optional<String> obstacle = WindowsKernel.whyUnavailable();
            if (obstacle.isPresent()) {
                throw Refused.notAvailable("--kernel native is not available here: " + obstacle.get()
                        + "\n  allowed here: simulated, wine");
            }
        } else if (kernel == KernelName.WINE && surroundings.windows()) {
            throw Refused.notAvailable("--kernel wine is not available here: this is Windows, which has the real one"
                    + "\n  allowed here: simulated, native");
        }
    }

    @Override
    public RunExecutor open(KernelName kernel) {
        return kernel == KernelName.SIMULATED ? Runner.simulated() : isolated();
    }

    private IsolatedRunner isolated() {
        return new IsolatedRunner(Workers.sameJvm(WorkerMain.class.getName(), subjects.options()));
    }

    @Override
    public OrderedRuns openOrdered(KernelName kernel) {
        IsolatedRunner runner = kernel == KernelName.WINE ? isolatedUnderWine() : isolated();
        return new OrderedRuns() {
            @Override
            public RunResult replay(RunSpec spec, Way way) {
                return runner.replay(spec, way.text());
            }

            @Override
            public void close() {
                runner.close();
            }
        };
    }

    /** The search that comes before is faster in this JVM, so only the runs go there. */
    private IsolatedRunner isolatedUnderWine() {
        List<String> command = wine.worker(WorkerMain.class);
        command.addAll(subjects.optionsUnderWine());
        return new IsolatedRunner(command);
    }

    @Override
    public CaseExecutor openCases(KernelName kernel, long seed) {
        return kernel == KernelName.SIMULATED
                ? new LocalCases(
                        new ConformanceRunner(() -> SimulatedWorld.create(Schedules.random(seed)), Accept.WINDOWS_ONLY))
                : new IsolatedCases(Workers.sameJvm(CaseWorkerMain.class.getName(), List.of()));
    }

    @Override
    public SequenceExecutor openSequences(KernelName kernel, long seed) {
        return switch (kernel) {
            case SIMULATED -> new LocalSequences(seed);
            case NATIVE -> new IsolatedSequences(Workers.sameJvm(SequenceWorkerMain.class.getName(), List.of()));
            // Only the sequences go there: the search for schedules is faster in this JVM.
            case WINE -> new IsolatedSequences(wine.worker(SequenceWorkerMain.class));
        };
    }

    @Override
    public SearchCrew openSearch(RunSpec spec, SearchPlan plan, int workers) {
        if (workers == 1) {
            return new SearchCrew(new SearchTeam(List.of(new Search(spec, plan))), false);
        }
        Cores cores = Cores.ofThisProcess();
        List<String> command = Workers.sameJvmForLong(SearchWorkerMain.class.getName(), subjects.options());
        List<IsolatedSearch> parts = new ArrayList<>();
        for (SearchPlan part : plan.parts(workers)) {
            parts.add(new IsolatedSearch(cores.pin(parts.size(), command), spec, part));
        }
        return new SearchCrew(new SearchTeam(parts), cores.canPin());
    }

    @Override
    public KernelName actual(KernelName kernel) {
        boolean wineBehind = kernel == KernelName.NATIVE
                && (surroundings.underWine() || WindowsKernel.wineVersion().isPresent());
        return wineBehind ? KernelName.WINE : kernel;
    }

    @Override
    public int parallelism(KernelName kernel) {
        return kernel == KernelName.SIMULATED ? Runtime.getRuntime().availableProcessors() : 1;
    }

    @Override
    public List<String> worker(List<Path> classPath, Class<?> main) {
        if (!surroundings.windows()) {
            return wine.worker(classPath, main);
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-cp");
        command.add(classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        command.add(main.getName());
        return command;
    }

    @Override
    public int runUnderWine(List<String> arguments) {
        return wine.run(arguments);
    }
}
