package pipefault.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import pipefault.defects.Scenarios;
import pipefault.defects.Writers;
import pipefault.inject.FaultChoice;
import pipefault.oracle.Verdict;
import pipefault.pipe.PipePair;
import pipefault.platform.Handle;
import pipefault.platform.Operation;
import pipefault.platform.Win32Api;
import pipefault.scenario.RunResult;
import pipefault.scenario.RunSpec;
import pipefault.scenario.Runner;
import pipefault.scenario.Scenario;
import pipefault.scenario.Variant;
import pipefault.simulation.Schedules;
import pipefault.simulation.SimulatedWorld;

/** How many simulated runs there are in a second, and how much faster than the real one simulated time passes. */
final class SimulatedRuns {

    private static final int EVENTS = 40;
    private static final long LEAST_NANOS = 100_000_000;

    private SimulatedRuns() {}

    static List<Figure> figures(Slices slices, int rounds) {
        List<Slices.Cost> costs = slices.by(Slices.OF_PROCESS).measure(List.of(new BareEvents(), new Script()));
        double bare = perSecond(costs.get(0));
        List<Figure> figures = new ArrayList<>();
        double scripts = perSecond(costs.get(1));
        figures.add(new Figure(
                "runs of a script of 40 calls on the simulated kernel, per second and core",
                Figure.number(scripts),
                "bare Java event queue, 40 events: " + Figure.number(bare),
                Figure.times(scripts / bare),
                "≥ 50,000",
                scripts >= 50_000));
        figures.add(timeRatio(rounds));
        return figures;
    }

    private static double perSecond(Slices.Cost cost) {
        return 1e9 / cost.nanos();
    }

    /** Plays every variant whose run takes simulated time, on the writer that recovers. */
    private static Figure timeRatio(int rounds) {
        List<RunSpec> slow = new ArrayList<>();
        for (Scenario scenario : Scenarios.all()) {
            for (Variant variant : scenario.variants()) {
                RunSpec spec = new RunSpec(scenario, variant, Writers.recovering(), 1, null);
                if (play(spec) > LEAST_NANOS) {
                    slow.add(spec);
                }
            }
        }
        for (int round = 0; round < rounds; round++) {
            slow.forEach(SimulatedRuns::play);
        }
        long start = Slices.OF_PROCESS.getAsLong();
        double simulated = 0;
        for (int round = 0; round < rounds; round++) {
            for (RunSpec spec : slow) {
                simulated += play(spec);
            }
        }
        double real = Slices.OF_PROCESS.getAsLong() - start;
        double ratio = simulated / real;
        return new Figure(
                "simulated to real time, " + slow.size() + " variants with delays or time-outs",
                Figure.number(ratio) + " : 1",
                Figure.number(real / 1e6) + " ms of a processor for " + Figure.number(simulated / 1e9) + " s",
                "",
                "≥ 1,000 : 1",
                ratio >= 1_000);
    }

    /** Makes one run and returns how much simulated time it took. */
    private static long play(RunSpec spec) {
        SimulatedWorld world = SimulatedWorld.create(Schedules.first());
        RunResult result = Runner.searched(spec, world, FaultChoice.NONE, armed -> {});
        if (result.verdict() == Verdict.HARNESS_ERROR) {
            throw new IllegalStateException("a run went wrong: " + result);
        }
        return world.elapsed().toNanos();
    }

    /** The least that a simulation can be: a queue of events, each of which brings the next. */
    private static final class BareEvents implements Contestant {

        private record Event(long time, int number) implements Comparable<Event> {
            @Override
            public int compareTo(Event other) {
                return Long.compare(time, other.time);
            }
        }

        @Override
        public String name() {
            return "bare Java event queue";
        }

        @Override
        public long repeat(int times) {
            long sum = 0;
            for (int i = 0; i < times; i++) {
                PriorityQueue<Event> queue = new PriorityQueue<>();
                queue.add(new Event(0, 0));
                queue.add(new Event(1, 1));
                for (int done = 0; done < EVENTS; done++) {
                    Event event = queue.remove();
                    sum += event.time();
                    queue.add(new Event(event.time() + 1 + (event.number() & 3), event.number() + 1));
                }
            }
            return sum;
        }
    }

    /** Two events, a pipe, eight writes and their reads: 40 calls of one thread, in a world of its own each time. */
    static final class Script implements Contestant {
        private static final int ROUNDS = 8;
        private static final int CALLS = 40;

        @Override
        public String name() {
            return "kernel-only script";
        }

        @Override
        public long repeat(int times) {
            long sum = 0;
            for (int i = 0; i < times; i++) {
                SimulatedWorld world = SimulatedWorld.create(Schedules.first());
                world.run(() -> play(world));
                sum += world.steps();
                world.close();
            }
            if (sum < (long) CALLS * times) {
                throw new IllegalStateException("the script made fewer than " + CALLS + " calls");
            }
            return sum;
        }

        private static void play(SimulatedWorld world) {
            Win32Api api = world.platform().win32();
            Handle written = api.createEvent(true, false, null).rawHandle();
            Handle read = api.createEvent(true, false, null).rawHandle();
            PipePair pipe = PipePair.open(world, 4096);
            Handle writer = pipe.subjectEnd();
            Handle reader = pipe.peerEnd();
            Operation write = world.platform().operation(64);
            Operation reading = world.platform().operation(64);
            write.overlapped().setEvent(written);
            reading.overlapped().setEvent(read);
            for (int round = 0; round < ROUNDS; round++) {
                require(api.writeFile(writer, write.data(), 0, 64, write.overlapped())
                        .ok());
                require(api.getOverlappedResult(writer, write.overlapped(), false)
                        .ok());
                require(api.readFile(reader, reading.data(), 0, 64, reading.overlapped())
                        .ok());
                require(api.getOverlappedResult(reader, reading.overlapped(), false)
                        .ok());
            }
            pipe.close();
            require(api.closeHandle(written).ok());
            require(api.closeHandle(read).ok());
            write.release();
            reading.release();
        }

        private static void require(boolean ok) {
            if (!ok) {
                throw new IllegalStateException("a call of the script failed");
            }
        }
    }
}
