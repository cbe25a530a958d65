package pipefault.league;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import pipefault.scenario.RunSpec;

/** A league as a page: a table of the ways, what each specimen takes, and what the search of ours has missed. */
public final class LeaguePage {

    /** How the page begins. */
    public static final String TITLE = "# League: ways of looking, on the same specimens";

    private static final String NONE = "-";

    /** With fewer seeds than this the page says what they are worth. */
    private static final int FEW = 10;

    private final League league;
    private final List<Pair> pairs;
    private final StringBuilder text = new StringBuilder();

    private LeaguePage(League league) {
        this.league = league;
        pairs = league.complete();
    }

    /**
     * Returns the page in Markdown.
     *
     * @param footer the last line, for example how long it took; empty for none
     */
    public static String of(League league, String footer) {
        return new LeaguePage(league).text(footer);
    }

    private String text(String footer) {
        line(TITLE);
        line("");
        line("As `./pipefault league --seeds " + league.seeds() + " --budget " + league.budget()
                + "` writes it. Which way of looking finds which defect, with how many runs? "
                + counted(pairs.size(), "specimen") + " of `./pipefault list specimens`"
                + (pairs.size() < league.size() ? ", of " + league.size() + " that were asked for: interrupted" : "")
                + "; " + counted(league.seeds(), "seed") + "; "
                + league.budgets().stream().map(LeaguePage::number).collect(Collectors.joining(" and "))
                + " runs for each search.");
        if (league.seeds() < FEW) {
            line("");
            line("That is few seeds: between ways that take chance, a difference of a few specimens may be chance.");
        }
        rules();
        ways();
        for (long budget : league.budgets()) {
            table(budget);
        }
        missed();
        falseAlarms();
        specimens();
        if (!footer.isEmpty()) {
            line("");
            line(footer);
        }
        return text.toString();
    }

    private void rules() {
        line("");
        line("- Every specimen runs a script in which it can be met, without faults and without the hazard that needs"
                + " them: the way of looking has to bring these itself. To know the right script is a help, and the"
                + " same one for all. A specimen of which no verdict tells, but at most a note beside a good one, is"
                + " left out.");
        line(
                "- A detection is a run with a bad verdict, by any deciding oracle: several may see a defect, and a user looks"
                        + " at whatever is red. A search stops there.");
        line(
                "- So a way is credited with whatever it meets first. The reviewed writer and the specimens made of it have its"
                        + " weaknesses besides their own, and the skeleton for a twin, which has none of these.");
        line(
                "- A detection counts if the specimen's twin, which is the same writer without the defect, is silent for at least"
                        + " as many runs of the same search. Strictly, it counts if the twin is silent for the whole budget. A twin"
                        + " that is not silent is a false alarm.");
        line(
                "- Run 1 of every way is the same: no fault, the usual order of threads. What needs nothing special is found"
                        + " there by all.");
        line("- A run of more than " + number(Track.STEPS) + " steps is taken for a livelock.");
        line(
                "- Everything follows from the seeds, which count from 1; a way that takes no chance does the same with each.");
    }

    private void ways() {
        line("");
        line("## Ways");
        line("");
        for (Looking way : League.ways()) {
            line("- **" + way.name() + "**: " + way.words());
        }
    }

    private void table(long budget) {
        line("");
        line("## " + counted(budget, "run"));
        line("");
        line(
                "Found: specimens, as the mean over the seeds. By a seed, by each: found by at least one seed, and by every"
                        + " one. Runs: the median over all detections that count. Strict: found, if a false alarm on the twin spoils"
                        + " all that the search has found. False alarms: of all searches of twins. Not counted: searches of"
                        + " specimens that met something bad no sooner than those of the twin did.");
        line("");
        line("| way | found | share | by a seed | by each | runs | strict | false alarms | not counted |");
        line("|---|--:|--:|--:|--:|--:|--:|--:|--:|");
        for (Looking way : League.ways()) {
            List<Long> runs = new ArrayList<>();
            int byAny = 0;
            int byEach = 0;
            int sightings = 0;
            int strict = 0;
            for (Pair pair : pairs) {
                List<Long> detections = league.detections(way, pair, budget);
                runs.addAll(detections);
                byAny += detections.isEmpty() ? 0 : 1;
                byEach += detections.size() == league.seeds() ? 1 : 0;
                sightings += league.sightings(way, pair, budget);
                strict += league.strictly(way, pair, budget);
            }
            Collection<RunSpec> twins = league.twins().values();
            int alarms = twins.stream()
                    .mapToInt(twin -> league.alarms(way, twin, budget).size())
                    .sum();
            double searches = (double) pairs.size() * league.seeds();
            line(String.format(
                    Locale.ROOT,
                    "| %s | %.1f | %.0f %% | %d | %d | %s | %.1f | %d of %d | %d |",
                    way.name(),
                    (double) runs.size() / league.seeds(),
                    searches == 0 ? 0 : 100 * runs.size() / searches,
                    byAny,
                    byEach,
                    median(runs),
                    (double) strict / league.seeds(),
                    alarms,
                    twins.size() * league.seeds(),
                    sightings - runs.size()));
        }
    }

    private void missed() {
        long budget = league.budget();
        line("");
        line("## What `explore` misses");
        line("");
        List<Pair> missed = league.missed();
        if (missed.isEmpty()) {
            line("Nothing: some seed finds each of these specimens within " + counted(budget, "run") + ".");
        } else {
            line("No seed finds these within " + counted(budget, "run") + ". Others: by how many seeds. With "
                    + number(budget * League.MORE) + " runs: whether seed 1 finds it, and by which run.");
            line("");
            line("| specimen | others | `explore`, " + number(budget * League.MORE) + " runs |");
            line("|---|---|--:|");
            missed.forEach(pair -> line("| `" + pair.name() + "` | " + others(pair) + " | "
                    + (league.hasMore(pair) ? more(pair) : "not made") + " |"));
        }
        List<Pair> slower = pairs.stream()
                .filter(pair -> !missed.contains(pair))
                .filter(pair -> League.ways().stream()
                        .anyMatch(way -> league.detections(way, pair, budget).size()
                                > league.detections(League.ours(), pair, budget).size()))
                .toList();
        if (!slower.isEmpty()) {
            line("");
            line("Found by more seeds in another way:");
            line("");
            slower.forEach(pair -> line(
                    "- `" + pair.name() + "`: `explore` " + share(League.ours(), pair, budget) + "; " + others(pair)));
        }
    }

    private String more(Pair pair) {
        List<Long> detections = league.detections(League.ours(), pair, league.budget() * League.MORE);
        return detections.isEmpty() ? "not found" : "run " + median(detections);
    }

    private String others(Pair pair) {
        String words = League.ways().stream()
                .filter(way -> !way.equals(League.ours()))
                .filter(way -> !league.detections(way, pair, league.budget()).isEmpty())
                .map(way -> way.name() + " " + share(way, pair, league.budget()))
                .collect(Collectors.joining(", "));
        return words.isEmpty() ? "nobody" : words;
    }

    private void falseAlarms() {
        line("");
        line("## False alarms");
        line("");
        List<String> rows = new ArrayList<>();
        league.twins().forEach((name, twin) -> {
            String words = League.ways().stream()
                    .filter(way -> !league.alarms(way, twin, league.budget()).isEmpty())
                    .map(way -> {
                        List<Long> alarms = league.alarms(way, twin, league.budget());
                        return way.name() + " " + alarms.size() + "/" + league.seeds() + ", first at run "
                                + number(Collections.min(alarms));
                    })
                    .collect(Collectors.joining("; "));
            if (!words.isEmpty()) {
                rows.add("- " + withoutBare(name) + ": " + words);
            }
        });
        line(
                rows.isEmpty()
                        ? "None: every twin is silent, under every way, for " + counted(league.budget(), "run") + "."
                        : "Writers that are meant to be right, by how many seeds a way found something bad in them within "
                                + counted(league.budget(), "run")
                                + ". It is a defect of ours: in the writer, the kernel or an"
                                + " oracle.");
        if (!rows.isEmpty()) {
            line("");
            rows.forEach(this::line);
        }
    }

    private void specimens() {
        line("");
        line("## Each specimen");
        line("");
        line("By how many of the seeds it was found within " + counted(league.budget(), "run")
                + ", and by the median of how many runs.");
        line("");
        line("| specimen | script | "
                + League.ways().stream().map(Looking::name).collect(Collectors.joining(" | ")) + " |");
        line("|---|---|" + "--:|".repeat(League.ways().size()));
        for (Pair pair : pairs) {
            line("| `" + pair.name() + "` | " + script(pair) + " | "
                    + League.ways().stream().map(way -> cell(way, pair)).collect(Collectors.joining(" | "))
                    + " |");
        }
    }

    private static String script(Pair pair) {
        return withoutBare(pair.specimen().scenario().id() + "/"
                + pair.specimen().variant().name());
    }

    private static String withoutBare(String name) {
        return name.replace("_bare", "");
    }

    private String cell(Looking way, Pair pair) {
        List<Long> detections = league.detections(way, pair, league.budget());
        return detections.isEmpty() ? NONE : share(way, pair, league.budget()) + ", " + median(detections);
    }

    private String share(Looking way, Pair pair, long budget) {
        return league.detections(way, pair, budget).size() + "/" + league.seeds();
    }

    /** Of an even number the lower of the two in the middle: a run that was really made. */
    private static String median(List<Long> runs) {
        List<Long> sorted = new ArrayList<>(runs);
        Collections.sort(sorted);
        return sorted.isEmpty() ? NONE : number(sorted.get((sorted.size() - 1) / 2));
    }

    private static String counted(long count, String noun) {
        return number(count) + " " + noun + (count == 1 ? "" : "s");
    }

    private static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
