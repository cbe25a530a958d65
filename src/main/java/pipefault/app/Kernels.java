package pipefault.app;

import java.nio.file.Path;
import java.util.List;
import pipefault.certification.CaseExecutor;
import pipefault.certification.SequenceExecutor;
import pipefault.explore.SearchPlan;
import pipefault.scenario.RunExecutor;
import pipefault.scenario.RunSpec;

/** The kernels of this process. */
interface Kernels {

    /** Returns kernels whose processes know these writers too. */
    Kernels with(SubjectPath subjects);

    /**
     * Makes sure that runs on a kernel can begin.
     *
     * @throws Refused with exit code 4, the reason and what to do instead
     */
    void require(KernelName kernel);

    /** Opens an executor of runs; for {@code SIMULATED} and {@code NATIVE} only. */
    RunExecutor open(KernelName kernel);

    /**
     * Opens an executor of conformance cases; for {@code SIMULATED} and {@code NATIVE} only.
     *
     * @param seed decides the order of the threads in simulation
     */
    CaseExecutor openCases(KernelName kernel, long seed);

    /**
     * Opens an executor of random sequences.
     *
     * @param seed decides the order of the threads in simulation
     */
    SequenceExecutor openSequences(KernelName kernel, long seed);

    /**
     * Opens a search on the simulated kernel.
     *
     * @param workers how many processes do it; with 1 it is this one
     */
    SearchCrew openSearch(RunSpec spec, SearchPlan plan, int workers);

    /** Opens what makes runs of searches on a real kernel; for {@code NATIVE} and {@code WINE} only. */
    OrderedRuns openOrdered(KernelName kernel);

    /** Returns the kernel that really is behind a name: {@code NATIVE} may turn out to be {@code WINE}. */
    KernelName actual(KernelName kernel);

    /** Returns how many runs can go on at once. */
    int parallelism(KernelName kernel);

    /**
     * Returns the command that starts a main class with another class path on a real kernel; its arguments are to be added.
     *
     * @throws Refused if no real kernel is to be had
     */
    List<String> worker(List<Path> classPath, Class<?> main);

    /**
     * Does the same as this command line in a Windows JVM under Wine.
     *
     * @param arguments of the command, its name first, for the native kernel
     * @return the exit code
     */
    int runUnderWine(List<String> arguments);
}
