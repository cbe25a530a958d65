package pipefault.app;

/** Tells how far a long command is: often on a live terminal, now and then elsewhere. Used by one thread. */
final class Progress {

    private static final long LIVE_NANOS = 100_000_000L;
    private static final long SPARSE_NANOS = 10_000_000_000L;

    private final Terminal terminal;
    private final long total;
    private long done;
    private long unexpected;
    private long shownAt = System.nanoTime();

    /** @param total how many runs there will be; 0 if nobody knows */
    Progress(Terminal terminal, long total) {
        this.terminal = terminal;
        this.total = total;
    }

    /** Counts a planned run that is done, with its control run. */
    void step(String what, long findings) {
        done++;
        unexpected += findings;
        long now = System.nanoTime();
        if (now - shownAt >= (terminal.isLive() ? LIVE_NANOS : SPARSE_NANOS) && (done < total || total == 0)) {
            shownAt = now;
            terminal.progress("[" + done + (total == 0 ? "" : "/" + total) + "] " + what
                    + (unexpected == 0 ? "" : ", " + unexpected + " unexpected"));
        }
    }
}
