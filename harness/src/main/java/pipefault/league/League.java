package pipefault.league;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import pipefault.scenario.RunSpec;

/**
 * Pairs, ways of looking, seeds and budgets: says which searches there are, and keeps what came of them.
 *
 * <p>Who makes the searches is left to the caller, on several threads if it likes. Thread-safe, so that whoever interrupts
 * can ask for what there is.
 */
public final class League {

    /** How many times its budget a second look gets at what the search of ours has not found. */
    public static final int MORE = 10;

    private static final Looking OURS = new Portfolio();

    private static final List<Looking> WAYS = List.of(
            new PlainRepetition(),
            new RandomDelays(),
            new RandomFaults(),
            new FailNth(),
            new UniqueStacks(),
            new RandomPriorities(),
            OURS);

    private final List<Pair> pairs;
    private final int seeds;
    private final long budget;
    private final Map<Look.Key, Long> ended = new HashMap<>();

    /**
     * Sets up a league.
     *
     * @param seeds how many seeds, from 1; they count from 1
     * @param budget how many runs a search may make, from 1; a tenth of it is tried as well
     */
    public League(List<Pair> pairs, int seeds, long budget) {
        this.pairs = List.copyOf(pairs);
        this.seeds = seeds;
        this.budget = budget;
    }

    /** Returns the ways of looking, in the order of the table. */
    public static List<Looking> ways() {
        return WAYS;
    }

    static Looking ours() {
        return OURS;
    }

    int seeds() {
        return seeds;
    }

    long budget() {
        return budget;
    }

    int size() {
        return pairs.size();
    }

    /** Returns the budgets, the small one first. */
    List<Long> budgets() {
        return budget < MORE ? List.of(budget) : List.of(budget / MORE, budget);
    }

    private List<Long> budgets(Looking way) {
        return way.dividesBudget() ? budgets() : List.of(budget);
    }

    /** Returns all searches, pair by pair; what serves two pairs comes once. */
    public List<Look> looks() {
        Set<Look.Key> planned = new HashSet<>();
        List<Look> looks = new ArrayList<>();
        for (Pair pair : pairs) {
            WAYS.forEach(way -> budgets(way).forEach(each -> looks.addAll(looks(way, pair, each, planned))));
        }
        return looks;
    }

    /** Returns the second look at what the search of ours has not found by any seed: more runs, and for their cost one seed. */
    public List<Look> moreLooks() {
        Set<Look.Key> planned = new HashSet<>();
        return missed().stream()
                .flatMap(pair -> looks(OURS, pair, budget * MORE, 1, planned).stream())
                .toList();
    }

    private List<Look> looks(Looking way, Pair pair, long runs, Set<Look.Key> planned) {
        return looks(way, pair, runs, way.takesChance() ? seeds : 1, planned);
    }

    private static List<Look> looks(Looking way, Pair pair, long runs, int upTo, Set<Look.Key> planned) {
        List<Look> looks = new ArrayList<>();
        for (RunSpec spec : List.of(pair.specimen(), pair.twin())) {
            LongStream.rangeClosed(1, upTo)
                    .mapToObj(seed -> look(way, spec, seed, runs))
                    .filter(look -> planned.add(look.key()))
                    .forEach(looks::add);
        }
        return looks;
    }

    private static Look look(Looking way, RunSpec spec, long seed, long runs) {
        long decides = way.takesChance() ? seed : 1;
        return new Look(
                way, new RunSpec(spec.scenario(), spec.variant(), spec.factory(), decides, spec.override()), runs);
    }

    /** Keeps what came of a search. */
    public synchronized void ended(Look look, long firstBad) {
        ended.put(look.key(), firstBad);
    }

    /** Returns the pairs whose every search has ended: all, unless somebody has interrupted. */
    synchronized List<Pair> complete() {
        return pairs.stream().filter(this::isComplete).toList();
    }

    private boolean isComplete(Pair pair) {
        return WAYS.stream().allMatch(way -> budgets(way).stream().allMatch(each -> isOver(way, pair, each)));
    }

    private boolean isOver(Looking way, Pair pair, long runs) {
        return looks(way, pair, runs, new HashSet<>()).stream().allMatch(look -> ended.containsKey(look.key()));
    }

    /** Returns what the search of ours has found by no seed, or only beside a false alarm. */
    synchronized List<Pair> missed() {
        return complete().stream()
                .filter(pair -> detections(OURS, pair, budget).isEmpty())
                .toList();
    }

    /** Tells whether the second look at a pair has ended. */
    synchronized boolean hasMore(Pair pair) {
        return looks(OURS, pair, budget * MORE, 1, new HashSet<>()).stream()
                .allMatch(look -> ended.containsKey(look.key()));
    }

    /**
     * Returns at which run a specimen was found, for each seed that has found it. What comes no sooner than a false alarm on
     * its twin, under the same way, seed and budget, does not count.
     */
    synchronized List<Long> detections(Looking way, Pair pair, long runs) {
        Map<Long, Long> alarms = bad(way, pair.twin(), runs);
        return bad(way, pair.specimen(), runs).entrySet().stream()
                .filter(found -> found.getValue() < alarms.getOrDefault(found.getKey(), Long.MAX_VALUE))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** Returns how many seeds have found a specimen, while its twin stayed silent for the whole budget. */
    synchronized int strictly(Looking way, Pair pair, long runs) {
        Map<Long, Long> found = bad(way, pair.specimen(), runs);
        found.keySet().removeAll(bad(way, pair.twin(), runs).keySet());
        return found.size();
    }

    /** Returns how many seeds have found a specimen, whatever the twin has shown. */
    synchronized int sightings(Looking way, Pair pair, long runs) {
        return bad(way, pair.specimen(), runs).size();
    }

    /** Returns the twins, each under each of its scripts, by name. */
    synchronized Map<String, RunSpec> twins() {
        Map<String, RunSpec> twins = new TreeMap<>();
        complete().forEach(pair -> twins.put(Track.name(pair.twin()), pair.twin()));
        return twins;
    }

    /** Returns at which run a way was wrong about a twin, for each seed that was. */
    synchronized List<Long> alarms(Looking way, RunSpec twin, long runs) {
        return List.copyOf(bad(way, twin, runs).values());
    }

    /** Returns the number of the first bad run by seed, where there was one; a copy. */
    private Map<Long, Long> bad(Looking way, RunSpec spec, long runs) {
        Map<Long, Long> bad = new TreeMap<>();
        for (long seed = 1; seed <= seeds; seed++) {
            long searched = way.dividesBudget() ? runs : Math.max(runs, budget);
            long at = ended.getOrDefault(look(way, spec, seed, searched).key(), Look.NOTHING);
            if (at != Look.NOTHING && at <= runs) {
                bad.put(seed, at);
            }
        }
        return bad;
    }
}
