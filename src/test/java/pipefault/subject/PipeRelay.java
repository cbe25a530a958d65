package pipefault.subject;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ExecutionException;

/**
 * The child of a library that starts processes: carries its standard input to a pipe, and what comes from there to its standard
 * output, until one of them ends. No fault reaches it: it is a process of its own.
 *
 * <p>Arguments: the full name of the pipe, and a file that it deletes once it has opened the pipe.
 */
public final class PipeRelay {

    private static final int CHUNK = 65_536;

    private PipeRelay() {}

    /** Carries bytes; ends the process as soon as there is nothing more to carry in one of the directions. */
    public static void main(String[] arguments) throws Exception {
        // Overlapped, so that a read which waits keeps no write waiting.
        AsynchronousFileChannel pipe =
                AsynchronousFileChannel.open(Path.of(arguments[0]), StandardOpenOption.READ, StandardOpenOption.WRITE);
        Files.delete(Path.of(arguments[1]));
        new Thread(() -> endAfter(() -> toPipe(pipe)), "to the pipe").start();
        endAfter(() -> fromPipe(pipe));
    }

    /** One direction. */
    private interface Carrying {
        void run() throws IOException, ExecutionException, InterruptedException;
    }

    private static void endAfter(Carrying carrying) {
        try {
            carrying.run();
        } catch (IOException | ExecutionException | InterruptedException e) {
            // One of the ends is gone: that is how it comes to its end.
        }
        Runtime.getRuntime().halt(0);
    }

    private static void toPipe(AsynchronousFileChannel pipe)
            throws IOException, ExecutionException, InterruptedException {
        try (InputStream in = new FileInputStream(FileDescriptor.in)) {
            byte[] chunk = new byte[CHUNK];
            for (int got = in.read(chunk); got >= 0; got = in.read(chunk)) {
                ByteBuffer rest = ByteBuffer.wrap(chunk, 0, got);
                while (rest.hasRemaining()) {
                    int unused = pipe.write(rest, 0).get();
                }
            }
        }
    }

    private static void fromPipe(AsynchronousFileChannel pipe)
            throws IOException, ExecutionException, InterruptedException {
        try (OutputStream out = new FileOutputStream(FileDescriptor.out)) {
            ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
            while (pipe.read(chunk, 0).get() >= 0) {
                out.write(chunk.array(), 0, chunk.position());
                chunk.clear();
            }
        }
    }
}
