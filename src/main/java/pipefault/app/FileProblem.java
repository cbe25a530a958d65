package pipefault.app;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import pipefault.report.ForeignFile;
import pipefault.report.TextFile;

/** Says in words what is wrong with a file that a user has named. */
final class FileProblem {

    private FileProblem() {}

    /** Reads a file name. */
    static Path path(String option, String name) {
        if (name.isEmpty()) {
            throw Refused.badInput(option + ": the name of a file is missing");
        }
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw Refused.badInput(option + ": '" + name + "' is no file name: " + e.getReason());
        }
    }

    /**
     * Makes sure that there is a file to read.
     *
     * @param needed what kind of file, for example {@code a file with cases}
     */
    static void requireFile(String option, Path file, String needed) {
        if (!Files.exists(file)) {
            throw Refused.badInput(option + ": there is no file " + file + " (looked in "
                    + file.toAbsolutePath().getParent() + ")");
        }
        if (Files.isDirectory(file)) {
            throw Refused.badInput(option + ": " + file + " is a folder, and " + needed + " is needed");
        }
    }

    /** Reads the name of a folder that is there, or may be made. */
    static Path folder(String option, String name) {
        Path folder = path(option, name);
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw Refused.badInput(option + ": " + folder + " is a file, and a folder is needed");
        }
        return folder;
    }

    /**
     * Reads the name of a file that is to be written, and makes sure that it can be; changes nothing.
     *
     * @param own how a file begins that may be replaced
     */
    static Path writable(String option, String name, Pattern own) {
        Path file = path(option, name);
        try {
            TextFile.probe(file);
            TextFile.requireOwn(file, own);
            return file;
        } catch (ForeignFile foreign) {
            throw Refused.badInput(option + ": " + foreign.getMessage()
                    + "\n  the name of a new file, or of an earlier one of this option, is needed");
        } catch (IOException e) {
            throw Refused.badInput(option + ": " + of(file, e));
        }
    }

    /** A step of writing a result. */
    @FunctionalInterface
    interface Writing {
        void run() throws IOException;
    }

    /** Writes a result; what goes wrong ends the program. */
    static void write(String option, Path file, Writing writing) {
        try {
            writing.run();
        } catch (IOException e) {
            throw Refused.notWritten(option + ": " + of(file, e));
        }
    }

    /** Says why a file could not be written. */
    static String of(Path file, IOException problem) {
        Path folder = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file)) {
            return file + " is a folder, and a file is needed";
        }
        if (problem instanceof FileAlreadyExistsException exists) {
            return exists.getFile() + " is a file, and a folder is needed there";
        }
        if (problem instanceof NotDirectoryException noFolder) {
            return noFolder.getFile() + " is no folder";
        }
        if (problem instanceof AccessDeniedException denied) {
            return denied.getFile() + " may not be written by this user";
        }
        if (problem instanceof NoSuchFileException && folder != null && !Files.isDirectory(folder)) {
            return "there is no folder " + folder + " to write " + file.getFileName() + " to";
        }
        // The message of such an exception is the name of the file.
        String why = problem instanceof FileSystemException told ? told.getReason() : problem.getMessage();
        return file + " cannot be written" + (why == null ? "" : ": " + why);
    }
}
