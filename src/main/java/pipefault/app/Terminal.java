package pipefault.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.Locale;
import pipefault.report.Palette;

/** Where the program writes: results to one stream, progress and messages to the other. Thread-safe. */
final class Terminal {

    private static final String ERASE_LINE = "\r\u001b[K";

    /** What the system says when whoever read the output has gone, for example {@code head}. */
    private static final String READER_GONE = "broken pipe";

    private final WatchedWriter watchedOut;
    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean live;
    private final Palette palette;

    /** Whether a progress line stands on the terminal and has to go before anything else is written; guarded by this. */
    private boolean progressShown;

    /** Guarded by this. */
    private boolean progressWanted = true;

    Terminal(Writer out, Writer err, Surroundings surroundings) {
        watchedOut = new WatchedWriter(out);
        this.out = new PrintWriter(watchedOut);
        this.err = new PrintWriter(err);
        live = surroundings.errTerminal() && surroundings.escapes();
        palette = surroundings.outTerminal() && surroundings.escapes() && surroundings.colours()
                ? Palette.COLOURED
                : Palette.PLAIN;
    }

    Palette palette() {
        return palette;
    }

    /** Tells whether a line of progress can be written over by the next. */
    boolean isLive() {
        return live;
    }

    /** Writes results; the text ends its own lines. */
    synchronized void print(String text) {
        clearProgress();
        out.print(text);
        out.flush();
    }

    /** Writes one line of results. */
    void println(String line) {
        print(line + "\n");
    }

    /** Returns the stream of results, for whoever writes there by itself before any command runs. */
    PrintWriter resultWriter() {
        return out;
    }

    /**
     * Tells whether all results have been written; if not, complains, unless whoever read them did not want more.
     */
    synchronized boolean delivered() {
        out.flush();
        IOException problem = watchedOut.problem();
        if (problem == null) {
            return true;
        }
        String why = String.valueOf(problem.getMessage());
        if (!why.toLowerCase(Locale.ROOT).contains(READER_GONE)) {
            complain("standard output could not be written: " + why);
        }
        return false;
    }

    /** Writes where an error came from; for those who asked. */
    synchronized void stack(Throwable error) {
        error.printStackTrace(err);
        err.flush();
    }

    /** Writes a message to the user. */
    synchronized void complain(String message) {
        clearProgress();
        err.print("pipefault: " + message + "\n");
        err.flush();
    }

    /** Writes a line for a machine that reads the messages: it begins the line, and nothing is put before it. */
    synchronized void tellMachine(String line) {
        clearProgress();
        err.print(line + "\n");
        err.flush();
    }

    /** Leaves out progress from now on. */
    synchronized void withoutProgress() {
        clearProgress();
        progressWanted = false;
    }

    /** Writes a line about how far things are; on a live terminal it takes the place of the one before. */
    synchronized void progress(String line) {
        if (!progressWanted) {
            return;
        }
        clearProgress();
        err.print(live ? line : line + "\n");
        err.flush();
        progressShown = live;
    }

    /** Takes a line of progress away. */
    synchronized void clearProgress() {
        if (progressShown) {
            err.print(ERASE_LINE);
            err.flush();
            progressShown = false;
        }
    }
}
