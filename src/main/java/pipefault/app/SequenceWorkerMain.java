package pipefault.app;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import pipefault.certification.IsolatedSequences;
import pipefault.differential.WorldReference;
import pipefault.jna.WindowsKernel;

/** The process in which random sequences use the native kernel; started by the command line, not by people. */
public final class SequenceWorkerMain {

    private SequenceWorkerMain() {}

    /** Serves until its input ends. */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        IsolatedSequences.serve(WorkerMain.requests(), out, new WorldReference(WindowsKernel::newWorld));
    }
}
