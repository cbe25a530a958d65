package pipefault.benchmark;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import pipefault.explore.Search;
import pipefault.explore.Standing;

/** Where the time of a search goes: samples the stacks of its threads while it runs. */
final class Profile {

    private static final int TOP = 15;
    private static final long EVERY_NANOS = 2_000_000;
    private static final String OURS = "pipefault.";

    private final Map<String, Integer> inclusive = new HashMap<>();
    private final Map<String, Integer> own = new HashMap<>();
    private int samples;

    /** Samples a search for so many seconds and returns a part of the page. */
    static String of(int seconds) {
        Profile profile = new Profile();
        AtomicBoolean enough = new AtomicBoolean();
        Thread searching = new Thread(
                () -> {
                    while (!enough.get()) {
                        Search search =
                                new Search(SearchRate.spec("D1-deadlock", "pending", "recovering"), SearchRate.plan());
                        Standing unused = search.goOn(enough::get);
                    }
                },
                "pipefault-search");
        searching.start();
        long start = System.nanoTime();
        while (System.nanoTime() - start < seconds * 1_000_000_000L) {
            LockSupport.parkNanos(EVERY_NANOS);
            if (System.nanoTime() - start > seconds * 500_000_000L) {
                profile.sample(); // The first half is for the compiler.
            }
        }
        enough.set(true);
        try {
            searching.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return profile.text();
    }

    private void sample() {
        Thread.getAllStackTraces().forEach((thread, stack) -> {
            if (thread.getState() == Thread.State.RUNNABLE
                    && thread.getName().startsWith("pipefault-")
                    && stack.length > 0) {
                take(stack);
            }
        });
    }

    private void take(StackTraceElement[] stack) {
        samples++;
        Set<String> seen = new HashSet<>();
        boolean first = true;
        for (StackTraceElement frame : stack) {
            if (!frame.getClassName().startsWith(OURS)) {
                continue;
            }
            String method = frame.getClassName().substring(OURS.length()) + "." + frame.getMethodName();
            if (first) {
                own.merge(method, 1, Integer::sum);
                first = false;
            }
            if (seen.add(method)) {
                inclusive.merge(method, 1, Integer::sum);
            }
        }
    }

    private String text() {
        return "\n## Profile\n\nWhere a search of `D1-deadlock/pending` on `recovering` spends its time: " + samples
                + " stacks, taken at safepoints,\nso a method may stand for its neighbours. Own: the method itself and"
                + " what it calls of the JDK.\n\n| Own | Method | With what it calls | Method |\n|---|---|---|---|\n"
                + rows();
    }

    private String rows() {
        List<String> left = top(own);
        List<String> right = top(inclusive);
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            rows.append("| ")
                    .append(left.get(i))
                    .append(" | ")
                    .append(right.get(i))
                    .append(" |\n");
        }
        return rows.toString();
    }

    private List<String> top(Map<String, Integer> counts) {
        List<String> lines = new ArrayList<>();
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(TOP)
                .forEach(entry -> lines.add(
                        BenchmarkMain.percent((double) entry.getValue() / samples) + " | `" + entry.getKey() + "`"));
        return lines;
    }
}
