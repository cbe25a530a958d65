package pipefault.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import pipefault.oracle.Verdict;
import pipefault.report.FailureReport;
import pipefault.report.FailureReport.Detail;
import pipefault.report.Prose;
import pipefault.report.SoakJson.Alarm;
import pipefault.report.SoakJson.Counts;

/** Counts what a soak shows, in the order of its runs. Thread-safe: Control-C asks while it goes on. */
final class SoakSummary {

    /** Verdicts that say nothing of a writer: the call of the fault, or the moment of the script, did not come. */
    static final Set<Verdict> WITHOUT_WORD = Set.of(Verdict.NOT_EXERCISED, Verdict.NOT_APPLICABLE);

    /** So many alarms are shown and kept; more of them say no more. */
    private static final int SHOWN = 20;

    private static final long PRIME = 1_099_511_628_211L;

    /**
     * What a run has shown.
     *
     * @param drawn whether its plan was drawn
     * @param fired whether a fault fired
     * @param twice whether it was made twice
     * @param again whether it was made once more, because it came to no verdict the first time
     * @param alarm what is wrong; null if nothing is
     */
    record Shown(
            Verdict verdict,
            boolean drawn,
            boolean fired,
            boolean twice,
            boolean again,
            @Nullable Alarm alarm) {}

    private final KernelName kernel;
    private final int writers;
    private final long seed;
    private final boolean verbose;
    private final long startNanos = System.nanoTime();
    private final List<Alarm> alarms = new ArrayList<>();
    private long runs;
    private long drawn;
    private long fired;
    private long unexercised;
    private long twice;
    private long again;
    private long alarmed;
    private long digest;

    SoakSummary(KernelName kernel, int writers, long seed, boolean verbose) {
        this.kernel = kernel;
        this.writers = writers;
        this.seed = seed;
        this.verbose = verbose;
    }

    synchronized void add(Shown shown) {
        runs++;
        drawn += shown.drawn() ? 1 : 0;
        fired += shown.fired() ? 1 : 0;
        twice += shown.twice() ? 1 : 0;
        again += shown.again() ? 1 : 0;
        unexercised += WITHOUT_WORD.contains(shown.verdict()) ? 1 : 0;
        digest = digest * PRIME + shown.verdict().name().hashCode();
        Alarm alarm = shown.alarm();
        if (alarm != null) {
            alarmed++;
            if (alarms.size() < SHOWN) {
                alarms.add(alarm);
            }
        }
    }

    synchronized Counts counts() {
        return new Counts(runs, drawn, fired, unexercised, twice, again, String.format(Locale.ROOT, "%016x", digest));
    }

    synchronized List<Alarm> alarms() {
        return List.copyOf(alarms);
    }

    synchronized long alarmed() {
        return alarmed;
    }

    synchronized long runs() {
        return runs;
    }

    /** An alarm on a right writer is an error of ours, and no finding. */
    int exitCode() {
        return alarmed() > 0 ? ExitCode.HARNESS_ERROR : ExitCode.OK;
    }

    /** Returns a report for each alarm, the first ones if there are many, and the closing lines. */
    synchronized String text() {
        StringBuilder text = new StringBuilder();
        for (Alarm alarm : alarms) {
            text.append(alarm.differs() ? "The same run has another trace the second time.\n" : "")
                    .append(FailureReport.print(alarm.run(), verbose ? Detail.FULL : Detail.BRIEF))
                    .append("  number    ")
                    .append(alarm.number())
                    .append(" of this soak\n\n");
        }
        if (alarmed > alarms.size()) {
            text.append(alarmed - alarms.size()).append(" more are not shown\n\n");
        }
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        text.append(String.format(
                Locale.ROOT,
                "%s of %s, %s kernel, seed %d, %.1f s, %.0f in a second: %s%n",
                Prose.counted(runs, "run"),
                Prose.counted(writers, "right writer"),
                kernel,
                seed,
                seconds,
                runs / seconds,
                alarmed == 0 ? "no alarm" : Prose.counted(alarmed, "alarm")));
        text.append(String.format(
                Locale.ROOT,
                "a plan was drawn for %d, a fault fired in %d, %d say nothing, %d were made twice%s; digest %016x%n",
                drawn,
                fired,
                unexercised,
                twice,
                again == 0 ? "" : ", " + again + " once more, for the first time came to no end",
                digest));
        return text.toString().replace(System.lineSeparator(), "\n");
    }
}
