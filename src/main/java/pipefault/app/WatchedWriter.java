package pipefault.app;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;
import org.jspecify.annotations.Nullable;

/** Remembers why writing went wrong: a {@link java.io.PrintWriter} only says that it did. Not thread-safe. */
final class WatchedWriter extends FilterWriter {

    private @Nullable IOException problem;

    WatchedWriter(Writer target) {
        super(target);
    }

    /** A step of writing. */
    @FunctionalInterface
    private interface Writing {
        void run() throws IOException;
    }

    private void watch(Writing writing) throws IOException {
        try {
            writing.run();
        } catch (IOException e) {
            problem = problem == null ? e : problem;
            throw e;
        }
    }

    @Override
    public void write(int character) throws IOException {
        watch(() -> super.write(character));
    }

    @Override
    public void write(char[] characters, int offset, int length) throws IOException {
        watch(() -> super.write(characters, offset, length));
    }

    @Override
    public void write(String text, int offset, int length) throws IOException {
        watch(() -> super.write(text, offset, length));
    }

    @Override
    public void flush() throws IOException {
        watch(super::flush);
    }

    /** Returns what went wrong first; null if nothing did. */
    @Nullable
    IOException problem() {
        return problem;
    }
}
