package pipefault.app;

import java.io.PrintWriter;
import pipefault.report.Palette;

/** Where the program writes: results to one stream, progress and messages to the other. Thread-safe. */
final class Terminal {

    private static final String ERASE_LINE = "\r\u001b[K";

    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean live;
    private final Palette palette;

    /** Whether a progress line stands on the terminal and has to go before anything else is written; guarded by this. */
    private boolean progressShown;

    Terminal(PrintWriter out, PrintWriter err, Surroundings surroundings) {
        this.out = out;
        this.err = err;
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

    /** Writes a line about how far things are; on a live terminal it takes the place of the one before. */
    synchronized void progress(String line) {
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
