package pipefault.app;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;
import pipefault.explore.IsolatedSearch;

/** The process that does a part of a search; started by the command line, not by people. */
public final class SearchWorkerMain {

    private SearchWorkerMain() {}

    /** Serves until its input ends. */
    public static void main(String[] arguments) {
        outliveInterrupts();
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        try {
            Catalogue catalogue = WorkerMain.catalogue(arguments);
            IsolatedSearch.serve(System.in, out, request -> WorkerMain.resolve(catalogue, request));
        } catch (RuntimeException | Error e) {
            e.printStackTrace(out);
            out.flush();
            // An ordinary end would wait for the hook, which waits for the parent, which waits for an answer.
            Runtime.getRuntime().halt(1);
        }
    }

    /**
     * Control-C on a terminal reaches this process too, while its parent still wants to know what was found.
     *
     * <p>The parent ends it, and the end of the input does.
     */
    private static void outliveInterrupts() {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            while (!Thread.currentThread().isInterrupted()) {
                                LockSupport.park();
                            }
                        },
                        "interrupted"));
    }
}
