package pipefault.benchmark;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Measures contestants in short slices that alternate, so that what else the machine does meets all of them alike.
 *
 * <p>Each contestant is a class with a loop of its own: the compiler then learns nothing about one from another. What
 * counts is processor time, which passes only while we run, and of that the median of the slices.
 */
final class Slices {

    /** Takes what contestants return. */
    static volatile long sink;

    /** The processor time of the calling thread. */
    static final LongSupplier OF_THREAD = threads()::getCurrentThreadCpuTime;

    /** The processor time of all threads, those of the compiler and the collector as well. */
    static final LongSupplier OF_PROCESS =
            ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())::getProcessCpuTime;

    private static final int WARM_UP_SLICES = 50;

    private final int rounds;
    private final long sliceNanos;
    private final LongSupplier clock;

    /**
     * Sets how long to measure.
     *
     * @param rounds how many slices each contestant gets
     * @param sliceNanos how long one is, about
     */
    Slices(int rounds, long sliceNanos) {
        this(rounds, sliceNanos, OF_THREAD);
    }

    private Slices(int rounds, long sliceNanos, LongSupplier clock) {
        this.rounds = rounds;
        this.sliceNanos = sliceNanos;
        this.clock = clock;
    }

    /** Returns the same with another clock. */
    Slices by(LongSupplier otherClock) {
        return new Slices(rounds, sliceNanos, otherClock);
    }

    /**
     * What one contestant cost.
     *
     * @param nanos per repetition, the median of the slices
     * @param bytes allocated per repetition by the calling thread, the least of the slices
     */
    record Cost(String name, double nanos, double bytes) {}

    /** Measures all of them; the costs are in their order. */
    List<Cost> measure(List<? extends Contestant> contestants) {
        int[] times = new int[contestants.size()];
        for (int i = 0; i < times.length; i++) {
            times[i] = timesPerSlice(contestants.get(i));
        }
        double[][] nanos = new double[times.length][rounds];
        double[] bytes = new double[times.length];
        Arrays.fill(bytes, Double.MAX_VALUE);
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < times.length; i++) {
                long allocated = allocated();
                long start = clock.getAsLong();
                sink = contestants.get(i).repeat(times[i]);
                nanos[i][round] = (clock.getAsLong() - start) / (double) times[i];
                bytes[i] = Math.min(bytes[i], (allocated() - allocated) / (double) times[i]);
            }
        }
        List<Cost> costs = new ArrayList<>();
        for (int i = 0; i < times.length; i++) {
            costs.add(new Cost(contestants.get(i).name(), median(nanos[i]), bytes[i]));
        }
        return costs;
    }

    /** Warms a contestant up, and finds out how many repetitions fill a slice. */
    private int timesPerSlice(Contestant contestant) {
        int times = 1;
        long slices = 0;
        while (slices < WARM_UP_SLICES * sliceNanos) {
            long start = clock.getAsLong();
            sink = contestant.repeat(times);
            long took = clock.getAsLong() - start;
            slices += took;
            if (took < sliceNanos) {
                times = (int) Math.min(50_000_000L, times * 2L);
            } else if (took > 2 * sliceNanos) {
                times = Math.max(1, times / 2);
            }
        }
        return times;
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** Returns how many bytes the calling thread has allocated so far. */
    static long allocated() {
        return threads().getCurrentThreadAllocatedBytes();
    }

    private static ThreadMXBean threads() {
        return (ThreadMXBean) ManagementFactory.getThreadMXBean();
    }
}
