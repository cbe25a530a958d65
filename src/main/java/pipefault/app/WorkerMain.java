package pipefault.app;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import pipefault.explore.OrderedReplay;
import pipefault.explore.Way;
import pipefault.fault.FaultPlan;
import pipefault.jna.WindowsKernel;
import pipefault.scenario.HarnessError;
import pipefault.scenario.RunResult;
import pipefault.scenario.RunSpec;
import pipefault.scenario.Runner;
import pipefault.scenario.Scenario;
import pipefault.scenario.WorkerRequest;
import pipefault.scenario.WorkerService;

/** The process in which runs on the native kernel execute; started by the command line, not by people. */
public final class WorkerMain {

    private WorkerMain() {}

    /** Serves until its input ends. */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        Catalogue catalogue = catalogue(arguments);
        Runner runner = new Runner(seed -> WindowsKernel.newWorld());
        WorkerService.serve(requests(), out, runner, request -> execute(runner, resolve(catalogue, request), request));
    }

    /** Returns what there is, the writers included that the arguments of a worker process bring. */
    static Catalogue catalogue(String... arguments) {
        SubjectOptions subjects = new SubjectOptions();
        new CommandLine(subjects).parseArgs(arguments);
        return Catalogue.ofDefects().with(subjects.path());
    }

    /** Returns the input of this process; {@code System.in} asks how much there is, which Wine cannot tell for a pipe of Unix. */
    static InputStream requests() {
        return new FileInputStream(FileDescriptor.in);
    }

    private static RunResult execute(Runner runner, RunSpec spec, WorkerRequest request) {
        String token = request.token();
        return token == null
                ? runner.run(spec, request.control())
                : new OrderedReplay(spec, Way.parse(token)).on(runner, WindowsKernel.newWorld());
    }

    static RunSpec resolve(Catalogue catalogue, WorkerRequest request) {
        Scenario scenario = catalogue
                .scenario(request.scenario())
                .orElseThrow(() -> new HarnessError("the worker knows no scenario " + request.scenario()));
        return new RunSpec(
                scenario,
                scenario.variant(request.variant())
                        .orElseThrow(() -> new HarnessError("the worker knows no variant " + request.variant())),
                catalogue
                        .writer(request.writer())
                        .orElseThrow(() -> new HarnessError("the worker knows no writer " + request.writer())),
                request.seed(),
                request.plan() == null ? null : FaultPlan.parse(request.plan()));
    }
}
