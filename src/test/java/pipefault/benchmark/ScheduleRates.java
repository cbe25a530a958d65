package pipefault.benchmark;

import java.util.List;

/** Our scheduler and Lincheck's model checker on the same two programs, in turns. */
final class ScheduleRates {

    private static final int LINCHECK_INVOCATIONS = 300;

    private ScheduleRates() {}

    static List<Figure> figures(int rounds) {
        double[] ours = new double[rounds];
        double[] theirs = new double[rounds];
        double[] found = new double[rounds];
        double[] foundByLincheck = new double[rounds];
        long schedules = 0;
        warmUp();
        for (int round = 0; round < rounds; round++) {
            theirs[round] = LINCHECK_INVOCATIONS / seconds(() -> TwoThreads.blocksByLincheck(LINCHECK_INVOCATIONS));
            int runs = 20 * LINCHECK_INVOCATIONS;
            long seed = (long) round * runs;
            ours[round] = runs / seconds(() -> blocks(seed, runs));
            foundByLincheck[round] = seconds(ScheduleRates::deadlockByLincheck);
            long[] needed = new long[1];
            found[round] = seconds(() -> needed[0] = deadlock(seed));
            schedules += needed[0];
        }
        double rate = Slices.median(ours);
        double rateOfLincheck = Slices.median(theirs);
        double milliseconds = 1e3 * Slices.median(found);
        double millisecondsOfLincheck = 1e3 * Slices.median(foundByLincheck);
        return List.of(
                Figure.plain(
                        "schedules of two threads with three lock blocks each, per second",
                        Figure.number(rate),
                        "Lincheck, model checking: " + Figure.number(rateOfLincheck),
                        Figure.times(rate / rateOfLincheck)),
                Figure.plain(
                        "ABBA deadlock, time until it is found, warm",
                        Figure.number(milliseconds) + " ms, " + Figure.number((double) schedules / rounds)
                                + " schedules",
                        "Lincheck, with its report: " + Figure.number(millisecondsOfLincheck) + " ms",
                        Figure.times(milliseconds / millisecondsOfLincheck)));
    }

    private static void warmUp() {
        blocks(0, 20 * LINCHECK_INVOCATIONS);
        TwoThreads.blocksByLincheck(LINCHECK_INVOCATIONS);
        deadlockByLincheck();
        for (int seed = 0; seed < 1_000; seed++) {
            boolean unused = TwoThreads.deadlocks(seed);
        }
    }

    private static void blocks(long firstSeed, int runs) {
        long steps = 0;
        for (int i = 0; i < runs; i++) {
            steps += TwoThreads.blocks(firstSeed + i);
        }
        Slices.sink = steps;
    }

    private static void deadlockByLincheck() {
        if (TwoThreads.deadlockByLincheck(LINCHECK_INVOCATIONS) == null) {
            throw new IllegalStateException("Lincheck found no deadlock");
        }
    }

    /** Returns how many schedules it took. */
    private static long deadlock(long firstSeed) {
        long tried = 1;
        while (!TwoThreads.deadlocks(firstSeed + tried)) {
            tried++;
        }
        return tried;
    }

    private static double seconds(Runnable body) {
        long start = System.nanoTime();
        body.run();
        return (System.nanoTime() - start) / 1e9;
    }
}
