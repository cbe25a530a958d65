package pipefault.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.regex.Pattern;

/** Writes a text file so that nobody ever reads half of one. */
public final class TextFile {

    /** So many bytes tell whose file it is. */
    private static final int BEGIN = 400;

    private TextFile() {}

    /** Writes the content of a file. */
    @FunctionalInterface
    public interface Content {
        /** Writes it; the target is closed by the caller. */
        void writeTo(Writer target) throws IOException;
    }

    /**
     * Writes a file in UTF-8, in place of one that is there.
     *
     * <p>A file appears at once and whole, or not at all. A link stays one; what is no regular file (a device, a pipe) is
     * written to as it is.
     *
     * @throws IOException if the folder or the file cannot be written
     */
    public static void write(Path file, Content content) throws IOException {
        Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            try (Writer writer = Files.newBufferedWriter(target, StandardCharsets.UTF_8)) {
                content.writeTo(writer);
            }
            return;
        }
        Path unfinished = Files.createTempFile(folder(target), "." + target.getFileName(), ".unfinished");
        try {
            try (Writer writer = Files.newBufferedWriter(unfinished, StandardCharsets.UTF_8)) {
                content.writeTo(writer);
            }
            readableLikeOthers(unfinished);
            move(unfinished, target);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /**
     * Finds out whether {@link #write} will be able to, and changes nothing.
     *
     * @throws IOException if not; its message is not for users
     */
    public static void probe(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException("a folder");
        }
        if (Files.exists(file)) {
            if (!Files.isWritable(file)) {
                throw new IOException("not writable");
            }
            if (!Files.isRegularFile(file)) {
                return;
            }
        }
        Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        Files.delete(Files.createTempFile(folder(target), "." + target.getFileName(), ".probe"));
    }

    /**
     * Makes sure that {@link #write} replaces nobody else's file; what is empty or no regular file belongs to nobody.
     *
     * @param own how a file begins that may be replaced
     * @throws ForeignFile if one is there that begins otherwise
     * @throws IOException if it cannot be read
     */
    public static void requireOwn(Path file, Pattern own) throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) == 0) {
            return;
        }
        try (InputStream in = Files.newInputStream(file)) {
            String begin = new String(in.readNBytes(BEGIN), StandardCharsets.UTF_8);
            if (!own.matcher(begin).lookingAt()) {
                throw new ForeignFile(file + " is there and was not written by Pipefault");
            }
        }
    }

    private static Path folder(Path target) throws IOException {
        Path folder = target.getParent();
        if (folder == null) {
            throw new IOException("a folder");
        }
        return folder;
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** A temporary file is for its owner only; a report is for whoever may read the folder. */
    private static void readableLikeOthers(Path file) {
        if (!file.toFile().setReadable(true, false)) {
            throw new IllegalStateException("the owner of " + file + " may not change who reads it");
        }
    }
}
