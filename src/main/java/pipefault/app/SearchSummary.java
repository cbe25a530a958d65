package pipefault.app;

import java.util.List;
import java.util.Locale;
import pipefault.explore.Bound;
import pipefault.explore.Departure;
import pipefault.explore.Question;
import pipefault.explore.Search;
import pipefault.explore.Shard;
import pipefault.oracle.Finding;

/**
 * What a search has found, and how much of the whole it has seen.
 *
 * @param search ended
 * @param name script and writer
 * @param bound what was tried exhaustively, or was meant to be
 * @param part which part of it
 * @param exhausted whether that was done
 * @param seconds how long the counted runs took
 */
record SearchSummary(Search search, String name, Bound bound, Shard part, boolean exhausted, double seconds) {

    /** How many lines of a finding are shown. */
    private static final int LINES = 6;

    /** How many standard errors off an estimate is taken to be at most. */
    private static final int ERRORS = 2;

    /** Returns the text. */
    String text(List<Search.Defect> defects, String program) {
        StringBuilder text = new StringBuilder();
        for (Search.Defect defect : defects) {
            defect(text, defect, program);
        }
        text.append(name).append(": ").append(search.runs()).append(" schedules, ");
        text.append(search.bad() == 0 ? "none bad" : search.bad() + " bad");
        text.append(
                search.unclear() == 0 ? "" : ", " + search.unclear() + " in which a fault of the script did not fire");
        text.append("; bound ").append(bound);
        text.append(part.equals(Shard.ALL) ? "" : ", shard " + part);
        text.append(exhausted ? " exhausted" : " not exhausted: " + share());
        long random = search.runs() - search.runsWithinBound();
        text.append(random == 0 ? "" : "; " + random + " random runs");
        text.append(String.format(
                Locale.ROOT,
                "; %.1f s, %.0f in a second; digest %016x\n",
                seconds,
                search.runs() / Math.max(seconds, 1e-3),
                search.digest()));
        return text.toString();
    }

    /** The estimate is of the whole; a shard is as large as the others on average. */
    private String share() {
        return share(search.runsWithinBound(), search.size() / part.count(), search.sizeError() / part.count());
    }

    static String share(long seen, double size, double error) {
        String estimate = String.format(Locale.ROOT, "some %.0f, give or take %.0f", size, error);
        if (seen >= size - ERRORS * error) {
            return seen + " seen, of " + estimate;
        }
        return String.format(
                Locale.ROOT,
                "%d seen, of %s, which is %.2g to %.2g %%",
                seen,
                estimate,
                100 * seen / (size + ERRORS * error),
                100 * seen / (size - ERRORS * error));
    }

    private static void defect(StringBuilder text, Search.Defect defect, String program) {
        text.append(defect.result().verdict())
                .append("  ")
                .append(defect.result().scenario())
                .append('/')
                .append(defect.result().variant())
                .append(", ")
                .append(defect.result().writer())
                .append(": found at schedule ")
                .append(defect.at())
                .append('\n');
        text.append(defect.confirmed() ? "  needs     " : "  at most   ")
                .append(needs(defect.departures()))
                .append('\n');
        for (Departure each : defect.departures()) {
            text.append("    ").append(each.words()).append('\n');
        }
        for (Finding finding : defect.result().evidence()) {
            List<String> lines = finding.text().lines().limit(LINES).toList();
            text.append("  shows     ")
                    .append(finding.oracle())
                    .append(": ")
                    .append(String.join("\n            ", lines))
                    .append('\n');
        }
        text.append("  replay    ")
                .append(program)
                .append(" replay ")
                .append(defect.way().text())
                .append("\n\n");
    }

    private static String needs(List<Departure> departures) {
        if (departures.isEmpty()) {
            return "nothing: the default run shows it";
        }
        return counted(departures, Question.Kind.ANSWER, "fault", "faults")
                .join(counted(departures, Question.Kind.SWITCH, "switch", "switches"))
                .join(counted(departures, Question.Kind.KERNEL, "departure of the kernel", "departures of the kernel"))
                .text();
    }

    private static Phrase counted(List<Departure> departures, Question.Kind kind, String one, String several) {
        long count = departures.stream().filter(each -> each.kind() == kind).count();
        return new Phrase(count == 0 ? "" : count + " " + (count == 1 ? one : several));
    }

    /** Words that others may be joined to with "and". */
    private record Phrase(String text) {
        Phrase join(Phrase next) {
            boolean both = !text.isEmpty() && !next.text.isEmpty();
            return new Phrase(both ? text + " and " + next.text : text + next.text);
        }
    }
}
