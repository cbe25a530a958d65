package pipefault.benchmark;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.mockito.Answers;
import org.mockito.MockMakers;
import org.mockito.Mockito;
import pipefault.fault.FaultPlan;
import pipefault.inject.FaultInjector;
import pipefault.inject.Interception;
import pipefault.platform.CallResult;
import pipefault.platform.Handle;
import pipefault.platform.Win32Api;

/** What one intercepted call costs: SetEvent on a kernel that does nothing, through more and less. */
final class InterceptionCosts {

    /** A rule that counts every call and fires at none that is ever made. */
    private static final FaultPlan ELSEWHERE = FaultPlan.parse("CancelIoEx#1 -> fail(ERROR_ACCESS_DENIED)");

    static final FaultPlan NTH_CALL = FaultPlan.parse("SetEvent#1000000 -> fail(ERROR_INVALID_HANDLE)");

    /** After so many calls the recording ones begin a new run; a trace has an end. */
    private static final int CALLS_PER_RUN = 5_000;

    /** More than one, or the compiler would make one call of many. */
    private static final Handle[] EVENTS = {Handle.of(0x44), Handle.of(0x48), Handle.of(0x4C), Handle.of(0x50)};

    private static final int SPY_REPEATS = 50;

    private InterceptionCosts() {}

    static List<Figure> figures(Slices slices) {
        List<Contestant> contestants = new ArrayList<>(List.of(
                new Bare(),
                new Decorated(),
                new Disarmed(),
                new Armed("recorded, a fault armed at another call", ELSEWHERE),
                new Armed("recorded, an n-th call rule armed here", NTH_CALL),
                new Spied()));
        contestants.add(new ThroughJna());
        List<Slices.Cost> costs = slices.measure(contestants);
        double bare = costs.get(0).nanos();
        double jna = costs.get(6).nanos();
        double decorator = costs.get(1).nanos() - bare;
        double disarmed = costs.get(2).nanos() - bare;
        List<Figure> figures = new ArrayList<>();
        for (Slices.Cost cost : costs) {
            figures.add(Figure.plain(
                    cost.name() + ", whole call",
                    Figure.number(cost.nanos()) + " ns, " + Figure.number(cost.bytes()) + " B",
                    "bare call " + Figure.number(bare) + " ns",
                    Figure.times(cost.nanos() / bare)));
        }
        figures.add(new Figure(
                "disarmed, added per call",
                Figure.number(disarmed) + " ns",
                "plain decorator with a counter adds " + Figure.number(decorator) + " ns",
                Figure.number(100 * disarmed / jna) + " % of a JNA call",
                "≤ 30 ns and ≤ 10 % of a JNA call",
                disarmed <= 30 && disarmed <= jna / 10));
        double bytes = costs.get(2).bytes() - costs.get(0).bytes();
        figures.add(new Figure(
                "disarmed, allocated per call",
                Figure.number(bytes) + " B",
                "bare call " + Figure.number(costs.get(0).bytes()) + " B",
                "",
                "nothing beyond the wrapped platform",
                bytes < 0.01));
        Slices.Cost armed = costs.get(4);
        figures.add(new Figure(
                "armed (n-th call rule) and recorded, added per call",
                Figure.number(armed.nanos() - bare) + " ns",
                "Mockito spy adds " + Figure.number(costs.get(5).nanos() - bare) + " ns",
                Figure.times((armed.nanos() - bare) / (costs.get(5).nanos() - bare)),
                "≤ 150 ns",
                armed.nanos() - bare <= 150));
        figures.add(new Figure(
                "armed and recorded, allocated per call",
                Figure.number(armed.bytes()) + " B",
                "Mockito spy " + Figure.number(costs.get(5).bytes()) + " B",
                Figure.times(armed.bytes() / costs.get(5).bytes()),
                "nothing in the steady state",
                armed.bytes() < 0.01));
        return figures;
    }

    private static long count(CallResult result) {
        return result.ok() ? 1 : 0;
    }

    private static final class Bare implements Contestant {
        private final Win32Api api = new BareKernel();

        @Override
        public String name() {
            return "bare call";
        }

        @Override
        public long repeat(int times) {
            long sum = 0;
            for (int i = 0; i < times; i++) {
                sum += count(api.setEvent(EVENTS[i & 3]));
            }
            return sum;
        }
    }

    private static final class Decorated implements Contestant {

        /** Counts calls by hand, as people do without a tool. */
        private static final class Counting extends BareKernel {
            private final Win32Api inner = new BareKernel();
            private final AtomicLong count = new AtomicLong();

            @Override
            public CallResult setEvent(Handle event) {
                count.incrementAndGet();
                return inner.setEvent(event);
            }
        }

        private final Win32Api api = new Counting();

        @Override
        public String name() {
            return "plain decorator with a counter";
        }

        @Override
        public long repeat(int times) {
            long sum = 0;
            for (int i = 0; i < times; i++) {
                sum += count(api.setEvent(EVENTS[i & 3]));
            }
            return sum;
        }
    }

    /** Returns the calls of a subject under a plan, on a fresh interception that knows the event. */
    static Win32Api injected(FaultPlan plan, boolean disarmed) {
        Interception interception = new Interception(new BareWorld(new BareKernel()), plan, 1);
        for (Handle event : EVENTS) {
            interception.handles().given(event, "event-" + event.value(), true);
        }
        if (disarmed) {
            interception.disarm();
        }
        return new FaultInjector(interception).win32();
    }

    /** Calls through an interception that was disarmed. */
    static final class Disarmed implements Contestant {
        private final Win32Api api = injected(FaultPlan.NONE, true);

        @Override
        public String name() {
            return "disarmed";
        }

        @Override
        public long repeat(int times) {
            long sum = 0;
            for (int i = 0; i < times; i++) {
                sum += count(api.setEvent(EVENTS[i & 3]));
            }
            return sum;
        }
    }

    /** Calls that are recorded, with a plan armed. */
    private record Armed(String name, FaultPlan plan) implements Contestant {

        @Override
        public long repeat(int times) {
            long sum = 0;
            for (int left = times; left > 0; left -= CALLS_PER_RUN) {
                Win32Api api = injected(plan, false);
                for (int i = Math.min(left, CALLS_PER_RUN); i > 0; i--) {
                    sum += count(api.setEvent(EVENTS[i & 3]));
                }
            }
            return sum;
        }
    }

    private static final class Spied implements Contestant {
        // A subclass: the default maker would change the class that the bare call is measured on.
        private final Win32Api api = Mockito.mock(
                BareKernel.class,
                Mockito.withSettings()
                        .mockMaker(MockMakers.SUBCLASS)
                        .spiedInstance(new BareKernel())
                        .defaultAnswer(Answers.CALLS_REAL_METHODS));

        @Override
        public String name() {
            return "Mockito spy";
        }

        @Override
        public long repeat(int times) {
            long sum = 0;
            for (int i = 0; i < times; i++) {
                sum += count(api.setEvent(EVENTS[i & 3]));
                if (i % SPY_REPEATS == 0) {
                    Mockito.clearInvocations(api); // It keeps every call for ever.
                }
            }
            return sum;
        }
    }

    /** A call of nothing through a JNA interface, as a real binding of that kind makes. */
    static final class ThroughJna implements Contestant {

        /** The C library. */
        interface C extends Library {
            /** Returns the number of the process. */
            int getpid();
        }

        /** The Windows one. */
        interface Kernel32 extends Library {
            /** Returns the number of the process. */
            int GetCurrentProcessId();
        }

        private final C c = Platform.isWindows() ? windows() : Native.load("c", C.class);

        private static C windows() {
            Kernel32 kernel32 = Native.load("kernel32", Kernel32.class);
            return kernel32::GetCurrentProcessId;
        }

        @Override
        public String name() {
            return "JNA interface call";
        }

        @Override
        public long repeat(int times) {
            long sum = 0;
            for (int i = 0; i < times; i++) {
                sum += c.getpid();
            }
            return sum;
        }
    }
}
