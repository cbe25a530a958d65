package pipefault.benchmark;

import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.WString;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import pipefault.fault.FaultPlan;
import pipefault.inject.Interception;
import pipefault.jna.WindowsKernel;
import pipefault.jna.foreign.ForeignLibrary;
import pipefault.jna.foreign.RawFunctions;
import pipefault.world.NativeWorld;

/**
 * What a call of foreign code costs on the real kernel: in a JNA interface that nobody hooks, in one that is loaded through the
 * interception, and over a stub of machine code. Prints a table; to be run by a Windows JVM.
 */
@SuppressWarnings("MemberName") // the names are those of Windows
public final class ForeignCosts {

    /** After so many calls the recording ones begin a new run; a trace has an end. */
    private static final int CALLS_PER_RUN = 50_000;

    /** What is called: both succeed, and the kernel has little to do. */
    private interface Calls extends Library {

        @Nullable
        Pointer CreateEventW(@Nullable Pointer attributes, boolean manual, boolean initial, @Nullable WString name);

        boolean SetEvent(Pointer event);

        boolean GetOverlappedResult(Pointer file, Pointer overlapped, Pointer count, boolean wait);
    }

    private final NativeWorld world = WindowsKernel.newWorld();
    private final Pointer event;
    private final Memory overlapped = new Memory(32);
    private final Memory count = new Memory(4);

    private ForeignCosts() {
        Pointer created = Native.load("kernel32", Calls.class, options(0)).CreateEventW(null, true, false, null);
        if (created == null) {
            throw new IllegalStateException("CreateEvent failed with " + Native.getLastError());
        }
        event = created;
        overlapped.clear();
    }

    /** Measures, with the number of rounds as the only argument. */
    public static void main(String[] arguments) {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 61;
        // Wine's kernel is another process: only the clock on the wall sees what that costs.
        Slices slices = new Slices(rounds, 20_000_000).by(System::nanoTime);
        ForeignCosts costs = new ForeignCosts();
        costs.print(slices, "SetEvent", calls -> calls.SetEvent(costs.event));
        costs.print(
                slices,
                "GetOverlappedResult",
                calls -> calls.GetOverlappedResult(costs.event, costs.overlapped, costs.count, false));
        costs.world.close();
    }

    private void print(Slices slices, String name, Predicate<Calls> call) {
        List<Unhooked> contestants = List.of(
                new Unhooked(call, "JNA interface", options(1)),
                new Mapped(call, "ForeignLibrary, disarmed", true),
                new Mapped(call, "ForeignLibrary, armed", false),
                new Stubbed(call, "stub, disarmed", 2, true),
                new Stubbed(call, "stub, armed", 3, false));
        List<Slices.Cost> all = slices.measure(contestants);
        contestants.forEach(Unhooked::end);
        double plain = all.get(0).nanos();
        for (Slices.Cost cost : all) {
            System.out.printf(
                    Locale.ROOT,
                    "%-20s %-26s %8.0f ns  %5.2f%n",
                    name,
                    cost.name(),
                    cost.nanos(),
                    cost.nanos() / plain);
        }
    }

    /** Returns options that make a library object of their own. */
    private static Map<String, Object> options(int number) {
        return Map.of("library-number", number);
    }

    private Interception run(boolean disarmed) {
        Interception run = new Interception(world, FaultPlan.parse("CancelIoEx#1 -> fail(ERROR_ACCESS_DENIED)"), 1);
        if (disarmed) {
            run.disarm();
        }
        return run;
    }

    /** Calls through an interface as it is. */
    private static class Unhooked implements Contestant {
        private final Predicate<Calls> call;
        private final String name;
        private Calls calls;

        Unhooked(Predicate<Calls> call, String name, Map<String, Object> options) {
            this.call = call;
            this.name = name;
            calls = Native.load("kernel32", Calls.class, options);
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public long repeat(int times) {
            long succeeded = 0;
            for (int i = 0; i < times; i++) {
                succeeded += call.test(calls) ? 1 : 0;
            }
            if (succeeded != times) {
                throw new IllegalStateException(name + ": " + (times - succeeded) + " calls failed");
            }
            return succeeded;
        }

        void use(Calls other) {
            calls = other;
        }

        void end() {}
    }

    /** One whose calls are recorded. */
    private abstract static class Recorded extends Unhooked {
        private final boolean disarmed;
        private int left;

        Recorded(Predicate<Calls> call, String name, Map<String, Object> options, boolean disarmed) {
            super(call, name, options);
            this.disarmed = disarmed;
        }

        @Override
        public long repeat(int times) {
            if (left < times) {
                begin(disarmed);
                left = disarmed ? Integer.MAX_VALUE : Math.max(times, CALLS_PER_RUN);
            }
            left -= disarmed ? 0 : times;
            return super.repeat(times);
        }

        abstract void begin(boolean disarmed);
    }

    /** One that was loaded through the interception. */
    private final class Mapped extends Recorded {

        Mapped(Predicate<Calls> call, String name, boolean disarmed) {
            super(call, name, options(1), disarmed);
        }

        @Override
        void begin(boolean disarmed) {
            use(ForeignLibrary.load("kernel32", Calls.class, options(1), run(disarmed)));
        }
    }

    /** One whose functions lead to stubs. */
    private final class Stubbed extends Recorded {
        private final NativeLibrary library;
        private @Nullable RawFunctions hooked;

        Stubbed(Predicate<Calls> call, String name, int number, boolean disarmed) {
            super(call, name, options(number), disarmed);
            library = new Library.Handler("kernel32", Calls.class, options(number)).getNativeLibrary();
        }

        @Override
        void begin(boolean disarmed) {
            end();
            hooked = RawFunctions.hook(run(disarmed), library);
        }

        @Override
        void end() {
            if (hooked != null) {
                hooked.close();
            }
        }
    }
}
