package pipefault.subject;

import com.zaxxer.nuprocess.NuProcessBuilder;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import pipefault.foreign.Endpoint;

/**
 * The standard input and output of a child of NuProcess as an endpoint.
 *
 * <p>The child is run, not started: {@code run} returns when all is given back, and leaves no thread behind that would be inside
 * a native method when the calls are let go. Every wait here ends with what the library tells, and with {@code run}.
 */
final class NuProcessEndpoint implements Endpoint {

    /** How long the child may take to leave by itself once its standard input is closed. */
    private static final long LEAVES_MILLIS = 1000;

    private static final long POLL_MILLIS = 5;

    private final NuProcessTalk told = new NuProcessTalk();
    private final Thread runner;

    private NuProcessEndpoint(NuProcessBuilder builder) {
        builder.setProcessListener(told);
        runner = new Thread(
                () -> {
                    try {
                        builder.run();
                    } finally {
                        told.over();
                    }
                },
                "nuprocess-run");
        runner.setDaemon(true);
    }

    /** Starts the child, and waits until it has opened the pipe. */
    static Endpoint open(String pipe) throws IOException {
        Path token = Files.createTempFile("pipefault-relay", ".txt");
        try {
            NuProcessEndpoint endpoint = new NuProcessEndpoint(new NuProcessBuilder(command(pipe, token)));
            endpoint.runner.start();
            while (Files.exists(token)) {
                if (endpoint.told.isOver()) {
                    endpoint.join(0);
                    throw new IOException("the process did not start, or has ended at once");
                }
                endpoint.join(POLL_MILLIS);
            }
            return endpoint;
        } finally {
            Files.deleteIfExists(token);
        }
    }

    private static List<String> command(String pipe, Path token) {
        try {
            Path classes = Path.of(PipeRelay.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            // What makes it start sooner.
            return List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java.exe").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-cp",
                    classes.toString(),
                    PipeRelay.class.getName(),
                    pipe,
                    token.toString());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the classes of the drivers have no place", e);
        }
    }

    private void join(long millis) throws IOException {
        try {
            runner.join(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void write(byte[] data) throws IOException {
        told.write(data);
    }

    @Override
    public int read(byte[] buffer) throws IOException {
        return told.read(buffer);
    }

    @Override
    public void close() throws IOException {
        if (!told.outputHasEnded()) {
            told.process().closeStdin(true);
        }
        join(LEAVES_MILLIS);
        if (!told.isOver()) {
            told.process().destroy(true);
        }
        join(0);
    }
}
