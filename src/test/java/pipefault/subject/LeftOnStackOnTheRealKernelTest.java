package pipefault.subject;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import pipefault.fault.FaultPlan;
import pipefault.foreign.Attempt;
import pipefault.foreign.Endpoint;
import pipefault.foreign.ForeignResult;
import pipefault.foreign.ForeignRun;
import pipefault.foreign.ForeignSubject;
import pipefault.foreign.Script;
import pipefault.inject.ForeignCalls;
import pipefault.inject.ForeignCalls.Reply;
import pipefault.inject.ForeignMemory;
import pipefault.inject.Interception;
import pipefault.jna.WindowsKernel;
import pipefault.oracle.Finding;
import pipefault.oracle.Verdict;
import pipefault.platform.Overlapped;
import pipefault.platform.Win32Error;
import pipefault.platform.Win32Function;

/** A module whose OVERLAPPED is on its stack: what it leaves there to the kernel, and that nothing more is asked of it then. */
@Tag("native")
class LeftOnStackOnTheRealKernelTest {

    private static final String FAILS = "GetOverlappedResult#1 -> fail(ERROR_OPERATION_ABORTED)";
    private static final long FILE = 0x40;
    private static final long OVERLAPPED = 0x3000;

    /** Memory of numbers that are 0 before they are written. */
    private static final class Numbers implements ForeignMemory {
        private final Map<Long, Long> numbers = new ConcurrentHashMap<>();

        @Override
        public int getInt(long address) {
            return (int) getLong(address);
        }

        @Override
        public long getLong(long address) {
            return numbers.getOrDefault(address, 0L);
        }

        @Override
        public void putInt(long address, int value) {
            putLong(address, value);
        }

        @Override
        public void putLong(long address, long value) {
            numbers.put(address, value);
        }

        @Override
        public void resetEvent(long handle) {}

        @Override
        public void closeHandle(long handle) {}
    }

    /** Writes with an OVERLAPPED on its stack, and throws where the kernel has not answered that it is done. */
    private static class Module implements ForeignSubject {
        final Numbers memory = new Numbers();
        private @Nullable ForeignCalls calls;

        @Override
        public String name() {
            return "module";
        }

        @Override
        public Side side() {
            return Side.CLIENT;
        }

        @Override
        public String caughtBy() {
            return "its words";
        }

        @Override
        public List<AutoCloseable> intercept(Interception interception) {
            calls = ForeignCalls.of(interception, memory);
            return List.of();
        }

        final long call(Win32Function function, long[] words, Supplier<Reply> real) {
            ForeignCalls run = calls;
            if (run == null) {
                throw new IllegalStateException("not intercepted");
            }
            long value = run.make(function, words, new InFrame(real)).value();
            if (function == Win32Function.WRITE_FILE) {
                run.onStack(OVERLAPPED);
            }
            return value;
        }

        /** What is done where there is no answer that it is done. */
        void giveUp() {}

        @Override
        public Endpoint open(String pipe) {
            return new Endpoint() {

                @Override
                public void write(byte[] data) throws IOException {
                    memory.putLong(OVERLAPPED, 0);
                    long unused = call(
                            Win32Function.WRITE_FILE, new long[] {FILE, 0x1000, data.length, 0, OVERLAPPED}, () -> {
                                memory.putLong(OVERLAPPED, Overlapped.STATUS_PENDING);
                                return new Reply(0, Win32Error.ERROR_IO_PENDING);
                            });
                    long done =
                            call(Win32Function.GET_OVERLAPPED_RESULT, new long[] {FILE, OVERLAPPED, 0x2000, 1}, () -> {
                                memory.putLong(OVERLAPPED, 0);
                                return new Reply(1, 0);
                            });
                    if (done == 0) {
                        giveUp();
                        throw new IOException("error code 995");
                    }
                }

                @Override
                public int read(byte[] buffer) {
                    return -1;
                }

                @Override
                public void close() {}
            };
        }
    }

    /** A call from a function that has the OVERLAPPED in its frame. */
    private record InFrame(Supplier<Reply> real) implements ForeignCalls.Earnest {
        @Override
        public Reply perform() {
            return real.get();
        }

        @Override
        public long stackPointer() {
            return OVERLAPPED - 0x100;
        }
    }

    /** The same, but ends in earnest what it gives up. */
    private static final class Cancelling extends Module {
        @Override
        void giveUp() {
            long unused = call(Win32Function.CANCEL_IO_EX, new long[] {FILE, OVERLAPPED}, () -> {
                memory.putLong(OVERLAPPED, 0xC000_0120L);
                return new Reply(1, 0);
            });
        }
    }

    private static ForeignResult talk(ForeignSubject subject, FaultPlan plan) {
        return new ForeignRun(WindowsKernel::newWorld, subject).make(Script.EXCHANGE, plan);
    }

    private static List<String> ofMemory(ForeignResult result) {
        return result.findings().stream()
                .filter(each -> each.verdict() == Verdict.MEMORY_UNSAFE)
                .map(Finding::text)
                .toList();
    }

    @Test
    void what_is_left_on_a_stack_is_found_and_ends_the_conversation() {
        ForeignResult result = talk(new Module(), FaultPlan.parse(FAILS));

        assertThat(result.verdict())
                .as("%s %s", result.findings(), result.attempts())
                .isEqualTo(Verdict.MEMORY_UNSAFE);
        assertThat(ofMemory(result))
                .containsExactly(
                        "the kernel still has op-1 (WriteFile), whose OVERLAPPED is on the stack of a call that has"
                                + " ended");
        assertThat(result.spent()).isTrue();
        assertThat(result.attempts()).extracting(Attempt::what).containsExactly("open", "write 100 bytes");
    }

    @Test
    void who_ends_what_it_gives_up_is_left_alone() {
        ForeignResult result = talk(new Cancelling(), FaultPlan.parse(FAILS));

        assertThat(ofMemory(result)).isEmpty();
        assertThat(result.spent()).isFalse();
        assertThat(result.attempts()).extracting(Attempt::what).endsWith("close");
    }

    @Test
    void who_waits_for_the_end_is_left_alone() {
        assertThat(ofMemory(talk(new Module(), FaultPlan.NONE))).isEmpty();
    }
}
