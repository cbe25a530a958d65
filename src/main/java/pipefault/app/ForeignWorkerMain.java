package pipefault.app;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import pipefault.fault.FaultPlan;
import pipefault.foreign.ForeignLine;
import pipefault.foreign.ForeignRequest;
import pipefault.foreign.ForeignResult;
import pipefault.foreign.ForeignRun;
import pipefault.foreign.ForeignSubject;
import pipefault.jna.WindowsKernel;
import pipefault.report.Conditions;
import pipefault.trace.CallRecord;

/**
 * The process in which foreign code is driven, with the library of one version on its class path; started by the command
 * line, not by people.
 *
 * <p>Arguments: the name of the driver, and a file with one run in a line: the script, a tab, the plan; then {@code trace} for
 * what passed as text, and after that what a {@link ForeignReport} takes: folder, subject, command, kernel and version. Prints
 * one line for each run, and ends at the first that leaves a thread behind.
 */
public final class ForeignWorkerMain {

    private static final int TRACE = 2;
    private static final int REPORT = 3;

    private ForeignWorkerMain() {}

    /** Makes the runs. */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        ForeignSubject subject = find(arguments[0]);
        List<String> runs = Files.readAllLines(Path.of(arguments[1]));
        ForeignRun run = new ForeignRun(WindowsKernel::newWorld, subject);
        for (String line : runs) {
            ForeignRequest request = ForeignRequest.parse(line);
            FaultPlan plan = request.plan().isEmpty() ? FaultPlan.NONE : FaultPlan.parse(request.plan());
            ForeignResult result =
                    request.watched() ? run.make(request.script(), plan) : run.makeUnwatched(request.script());
            out.println(
                    ForeignLine.of(request.script(), subject.caughtBy(), result).line());
            if (arguments.length > TRACE) {
                result.trace().records().forEach(record -> out.println("  trace     " + words(record)));
            }
            if (arguments.length > REPORT) {
                report(List.of(arguments).subList(REPORT, arguments.length), request, result);
            }
            if (result.spent()) {
                break;
            }
        }
        out.flush();
        // Threads of the subject may stay for good.
        Runtime.getRuntime().halt(0);
    }

    private static void report(List<String> where, ForeignRequest request, ForeignResult result) throws IOException {
        String os = System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                + System.getProperty("os.arch");
        Conditions conditions = new Conditions(where.get(4), where.get(3), os, 1);
        ForeignReport.write(Path.of(where.get(0)), where.get(1), where.get(2), conditions, request, result);
    }

    private static String words(CallRecord record) {
        String call = record.call() == 0 ? "" : record.call() + " " + record.point() + ": ";
        return record.actor() + " " + record.kind() + " " + call + record.text() + (record.injected() ? " *" : "");
    }

    private static ForeignSubject find(String name) {
        for (ForeignSubject each : ServiceLoader.load(ForeignSubject.class)) {
            if (each.name().equals(name)) {
                return each;
            }
        }
        throw new IllegalArgumentException("no driver is named " + name);
    }
}
