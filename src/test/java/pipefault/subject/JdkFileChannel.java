package pipefault.subject;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import pipefault.foreign.Endpoint;
import pipefault.foreign.ForeignSubject;
import pipefault.inject.Interception;
import pipefault.jna.foreign.ModuleImports;
import pipefault.platform.Win32Function;

/** The asynchronous file channel of the JDK on a pipe, as several clients of named pipes use it. */
public final class JdkFileChannel implements ForeignSubject {

    @Override
    public String name() {
        return "jdk-file-channel";
    }

    @Override
    public Side side() {
        return Side.CLIENT;
    }

    @Override
    public String caughtBy() {
        return "the import tables of nio.dll and, to close, java.dll";
    }

    @Override
    public List<AutoCloseable> intercept(Interception interception) {
        return hooks(interception);
    }

    /** Catches what a file channel of the JDK calls. */
    static List<AutoCloseable> hooks(Interception interception) {
        // The JDK closes what nio.dll has opened by a call in java.dll.
        return List.of(
                ModuleImports.patch(interception, "nio.dll"),
                ModuleImports.patch(interception, "java.dll", Set.of(Win32Function.CLOSE_HANDLE)));
    }

    @Override
    public Endpoint open(String pipe) throws IOException {
        AsynchronousFileChannel channel =
                AsynchronousFileChannel.open(Path.of(pipe), StandardOpenOption.READ, StandardOpenOption.WRITE);
        return new Endpoint() {
            @Override
            public void write(byte[] data) throws IOException {
                ByteBuffer rest = ByteBuffer.wrap(data);
                while (rest.hasRemaining()) {
                    int unused = result(channel.write(rest, 0));
                }
            }

            @Override
            public int read(byte[] buffer) throws IOException {
                return result(channel.read(ByteBuffer.wrap(buffer), 0));
            }

            @Override
            public void close() throws IOException {
                channel.close();
            }
        };
    }

    private static int result(Future<Integer> going) throws IOException {
        try {
            return going.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new IllegalStateException("not an IOException", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
