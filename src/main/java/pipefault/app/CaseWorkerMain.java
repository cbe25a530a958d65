package pipefault.app;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import pipefault.certification.IsolatedCases;
import pipefault.conformance.ConformanceRunner;
import pipefault.conformance.ConformanceRunner.Accept;
import pipefault.jna.WindowsKernel;

/** The process in which conformance cases use the native kernel; started by the command line, not by people. */
public final class CaseWorkerMain {

    private CaseWorkerMain() {}

    /** Serves until its input ends. */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        Accept accept = WindowsKernel.wineVersion().isPresent() ? Accept.DEVIATIONS_OF_WINE : Accept.WINDOWS_ONLY;
        IsolatedCases.serve(System.in, out, new ConformanceRunner(WindowsKernel::newWorld, accept));
    }
}
