package pipefault.app;

import java.io.FileDescriptor;
import java.io.FileInputStream;
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
        // Not System.in, which asks how much there is: a Windows JVM under Wine cannot tell for a pipe of Unix.
        FileInputStream in = new FileInputStream(FileDescriptor.in);
        IsolatedSequences.serve(in, out, new WorldReference(WindowsKernel::newWorld));
    }
}
