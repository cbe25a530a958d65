package pipefault.inject;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import pipefault.fault.FaultPlan;
import pipefault.inject.ForeignCalls.Earnest;
import pipefault.inject.ForeignCalls.Outcome;
import pipefault.inject.ForeignCalls.Reply;
import pipefault.platform.Overlapped;
import pipefault.platform.Win32Error;
import pipefault.platform.Win32Function;
import pipefault.trace.CallRecord;
import pipefault.world.RunAborted;

/** Calls that come as machine words: what plan, trace and ledgers make of them. */
class ForeignCallsTest {

    private static final long PIPE = 0x40;
    private static final long BUFFER = 0x1000;
    private static final long COUNT = 0x2000;
    private static final long OVERLAPPED = 0x3000;
    private static final long EVENT = 0x44;
    private static final long TRUE = 1;
    private static final long FALSE = 0;

    private final ScriptedWorld world = new ScriptedWorld();
    private final FakeMemory memory = new FakeMemory();
    private final List<String> made = new ArrayList<>();
    private Interception run = new Interception(world, FaultPlan.of(), 1);
    private ForeignCalls calls = ForeignCalls.of(run, memory);

    private void plan(String text) {
        run = new Interception(world, FaultPlan.parse(text), 1);
        calls = ForeignCalls.of(run, memory);
    }

    private Earnest answers(long value, int lastError) {
        return () -> {
            made.add("made");
            return new Reply(value, lastError);
        };
    }

    private Outcome write(Earnest real) {
        memory.putLong(OVERLAPPED + 24, EVENT);
        return calls.make(Win32Function.WRITE_FILE, new long[] {PIPE, BUFFER, 100, COUNT, OVERLAPPED}, real);
    }

    private Outcome ask(Earnest real) {
        return calls.make(Win32Function.GET_OVERLAPPED_RESULT, new long[] {PIPE, OVERLAPPED, COUNT, 1}, real);
    }

    private Outcome close(long handle, Earnest real) {
        return calls.make(Win32Function.CLOSE_HANDLE, new long[] {handle}, real);
    }

    private Outcome set(Earnest real) {
        return calls.make(Win32Function.SET_EVENT, new long[] {EVENT}, real);
    }

    private Earnest pends() {
        return () -> {
            memory.putLong(OVERLAPPED, Overlapped.STATUS_PENDING);
            return new Reply(FALSE, Win32Error.ERROR_IO_PENDING);
        };
    }

    private List<String> trace() {
        return run.recorder().trace().records().stream()
                .filter(each -> each.kind() == CallRecord.Kind.CALL || each.kind() == CallRecord.Kind.RETURN)
                .map(each -> each.point() + ": " + each.text() + (each.injected() ? " (injected)" : ""))
                .toList();
    }

    private List<String> objections(Property property) {
        return run.observations().of(property).stream().map(Observation::text).toList();
    }

    @Test
    void a_call_without_a_fault_comes_back_as_the_kernel_answered_it() {
        Outcome outcome = write(() -> {
            memory.putInt(COUNT, 100);
            return new Reply(TRUE, 0);
        });

        assertThat(outcome).isEqualTo(new Outcome(TRUE, 0, true));
        assertThat(trace())
                .containsExactly("WriteFile: a handle from elsewhere, op-1, 100 bytes", "WriteFile: ok n=100");
    }

    @Test
    void a_failure_is_injected_without_the_call() {
        plan("WriteFile#1 -> fail(ERROR_NO_DATA)");
        memory.putInt(COUNT, 7);

        Outcome outcome = write(answers(TRUE, 0));

        assertThat(outcome).isEqualTo(new Outcome(FALSE, 232, false));
        assertThat(made).isEmpty();
        assertThat(memory.getInt(COUNT)).as("the number of written bytes").isZero();
        assertThat(memory.getLong(OVERLAPPED)).as("Internal").isEqualTo(Overlapped.STATUS_PENDING);
        assertThat(memory.reset).containsExactly(EVENT);
        assertThat(run.foreignInFlight()).isEmpty();
    }

    @Test
    void arguments_are_written_to_memory_where_the_call_is_not_made() {
        plan("WriteFile#1 -> fail(ERROR_NO_DATA)");
        Outcome outcome = write(new Earnest() {
            @Override
            public Reply perform() {
                throw new AssertionError("must not be made");
            }

            @Override
            public void writeArguments() {
                made.add("written");
            }
        });

        assertThat(outcome.value()).isEqualTo(FALSE);
        assertThat(made).containsExactly("written");
    }

    @Test
    void an_operation_on_a_stack_that_is_left_with_its_end_unseen_is_objected_to() {
        plan("GetOverlappedResult#1 -> fail(ERROR_OPERATION_ABORTED)");
        Outcome unused = write(pends());
        calls.onStack(OVERLAPPED);
        unused = ask(answers(TRUE, 0));

        assertThat(run.foreignLeftOnStack()).isTrue();
        assertThat(objections(Property.OWNERSHIP))
                .containsExactly(
                        "the kernel still has op-1 (WriteFile), whose OVERLAPPED is on the stack of a call that has"
                                + " ended");
        assertThat(run.foreignLeftOnStack()).as("told once").isFalse();
    }

    @Test
    void an_operation_on_a_stack_whose_end_was_seen_in_any_call_is_left_alone() {
        Outcome unused = write(pends());
        calls.onStack(OVERLAPPED);
        unused = calls.make(Win32Function.WAIT_FOR_SINGLE_OBJECT, new long[] {EVENT, -1}, endsBelow(OVERLAPPED));

        assertThat(run.foreignLeftOnStack()).isFalse();
        assertThat(objections(Property.OWNERSHIP)).isEmpty();
    }

    @Test
    void what_stands_on_a_stack_that_was_left_is_not_looked_at() {
        Outcome unused = write(pends());
        calls.onStack(OVERLAPPED);
        unused =
                calls.make(Win32Function.WAIT_FOR_SINGLE_OBJECT, new long[] {EVENT, -1}, endsBelow(OVERLAPPED + 0x100));

        assertThat(run.foreignLeftOnStack()).isTrue();
    }

    /** A call after which there is no pending operation, made with the stack just below an address. */
    private Earnest endsBelow(long address) {
        return new Earnest() {
            @Override
            public Reply perform() {
                memory.putLong(OVERLAPPED, 0);
                return new Reply(0, 0);
            }

            @Override
            public long stackPointer() {
                return address - 8;
            }
        };
    }

    @Test
    void an_operation_on_a_stack_that_never_became_pending_is_left_alone() {
        Outcome unused = write(answers(TRUE, 0));
        calls.onStack(OVERLAPPED);

        assertThat(run.foreignLeftOnStack()).isFalse();
    }

    @Test
    void a_failure_may_hide_a_call_that_was_made() {
        plan("CreateEvent#1 -> fail(ERROR_NO_SYSTEM_RESOURCES, performed)");

        Outcome outcome = calls.make(Win32Function.CREATE_EVENT, new long[] {0, 1, 0, 0}, answers(EVENT, 0));

        assertThat(outcome).isEqualTo(new Outcome(0, 1450, false));
        assertThat(memory.closed).as("the handle that nobody will close").containsExactly(EVENT);
    }

    @Test
    void an_injected_end_stands_in_the_status_block() {
        plan("GetOverlappedResult#1 -> fail(ERROR_BROKEN_PIPE)");
        Outcome unused = write(pends());
        memory.putLong(OVERLAPPED, 0);

        Outcome outcome = ask(answers(TRUE, 0));

        assertThat(outcome).isEqualTo(new Outcome(FALSE, 109, false));
        assertThat(memory.getLong(OVERLAPPED)).isEqualTo(0xC000014BL);
    }

    @Test
    void a_count_is_altered_where_the_caller_finds_it() {
        plan("GetOverlappedResult#1 -> unrealistic(alter(count, -1))");
        Outcome unused = write(pends());

        Outcome outcome = ask(() -> {
            memory.putInt(COUNT, 100);
            return new Reply(TRUE, 0);
        });

        assertThat(outcome.value()).isEqualTo(TRUE);
        assertThat(memory.getInt(COUNT)).isEqualTo(99);
    }

    @Test
    void an_operation_is_in_flight_until_its_end_stands_in_the_status_block() {
        Outcome unused = write(pends());
        assertThat(run.foreignInFlight()).as("whose memory may be gone").isEmpty();

        calls.watch(OVERLAPPED, () -> true);
        assertThat(run.foreignInFlight()).containsExactly("op-1 (WriteFile)");

        memory.putLong(OVERLAPPED, 0);

        assertThat(run.foreignInFlight()).isEmpty();
    }

    @Test
    void an_operation_whose_memory_was_freed_is_not_looked_at() {
        Outcome unused = write(pends());
        AtomicBoolean there = new AtomicBoolean(true);
        calls.watch(OVERLAPPED, there::get);

        there.set(false);

        assertThat(run.foreignInFlight()).isEmpty();
    }

    @Test
    void an_overlapped_that_the_kernel_still_has_must_not_be_used_again() {
        Outcome first = write(pends());
        Outcome second = write(pends());

        assertThat(first).isEqualTo(second);
        assertThat(objections(Property.OWNERSHIP))
                .containsExactly("WriteFile uses the OVERLAPPED of op-1 again (WriteFile), which the kernel still has");
    }

    @Test
    void one_that_has_completed_may() {
        Outcome first = write(pends());
        memory.putLong(OVERLAPPED, 0);
        Outcome second = write(pends());

        assertThat(first).isEqualTo(second);
        assertThat(objections(Property.OWNERSHIP)).isEmpty();
    }

    @Test
    void a_handle_that_was_taken_and_never_closed_is_open() {
        Outcome unused = calls.make(Win32Function.CREATE_EVENT, new long[] {0, 1, 0, 0}, answers(EVENT, 0));

        assertThat(run.handles().open()).containsExactly("event-1");
    }

    @Test
    void a_second_close_is_objected_to_and_does_not_reach_the_kernel() {
        Outcome unused = calls.make(Win32Function.CREATE_EVENT, new long[] {0, 1, 0, 0}, answers(EVENT, 0));
        made.clear();

        assertThat(close(EVENT, answers(TRUE, 0)).value()).isEqualTo(TRUE);
        assertThat(close(EVENT, answers(TRUE, 0))).isEqualTo(new Outcome(FALSE, 6, false));

        assertThat(made).hasSize(1);
        assertThat(run.handles().open()).isEmpty();
        assertThat(objections(Property.HANDLES))
                .singleElement()
                .asString()
                .contains("event-1, which was closed before");
    }

    @Test
    void a_value_that_was_closed_may_be_anybodys_where_not_all_handles_are_seen() {
        Earnest closes = new Earnest() {
            @Override
            public Reply perform() {
                return new Reply(TRUE, 0);
            }

            @Override
            public boolean seesAllHandles() {
                return false;
            }
        };
        Outcome unused = calls.make(Win32Function.CREATE_EVENT, new long[] {0, 1, 0, 0}, answers(EVENT, 0));

        assertThat(close(EVENT, closes).value()).isEqualTo(TRUE);
        assertThat(close(EVENT, closes).value()).as("another's by now").isEqualTo(TRUE);

        assertThat(objections(Property.HANDLES)).isEmpty();
        assertThat(run.handles().open()).isEmpty();
    }

    @Test
    void a_handle_that_nobody_saw_coming_is_closed_without_a_word() {
        plan("CloseHandle -> fail(ERROR_INVALID_HANDLE)");

        assertThat(close(0x80, answers(TRUE, 0))).isEqualTo(new Outcome(TRUE, 0, true));

        assertThat(objections(Property.HANDLES)).isEmpty();
        assertThat(trace()).isEmpty();
    }

    @Test
    void a_close_that_is_made_to_fail_leaves_the_handle_to_be_closed_or_not() {
        plan("CloseHandle#1 -> fail(ERROR_INVALID_HANDLE)");
        Outcome unused = calls.make(Win32Function.CREATE_EVENT, new long[] {0, 1, 0, 0}, answers(EVENT, 0));

        assertThat(close(EVENT, answers(TRUE, 0))).isEqualTo(new Outcome(FALSE, 6, false));
        assertThat(close(EVENT, answers(TRUE, 0)).value()).isEqualTo(TRUE);

        assertThat(objections(Property.HANDLES)).isEmpty();
        assertThat(run.handles().open()).isEmpty();
    }

    @Test
    void a_call_that_may_stay_is_told_to_the_world() {
        Outcome waits = ask(answers(TRUE, 0));
        Outcome asks =
                calls.make(Win32Function.GET_OVERLAPPED_RESULT, new long[] {PIPE, OVERLAPPED, COUNT, 0}, answers(1, 0));
        Outcome synchronous =
                calls.make(Win32Function.READ_FILE, new long[] {PIPE, BUFFER, 100, COUNT, 0}, answers(TRUE, 0));

        assertThat(List.of(waits, asks, synchronous)).extracting(Outcome::value).containsOnly(TRUE);
        assertThat(world.blocking).containsExactly("GetOverlappedResult", "null", "ReadFile");
    }

    @Test
    void upper_halves_of_words_are_no_part_of_32_bits() {
        Outcome outcome = calls.make(
                Win32Function.WAIT_FOR_SINGLE_OBJECT,
                new long[] {EVENT, 0xDEAD_0000_0000L},
                answers(0xBEEF_FFFF_FFFFL, 6));

        assertThat(outcome.lastError()).isEqualTo(6);
        assertThat(world.blocking).containsExactly("null");
        assertThat(trace()).last().asString().contains("fail", "ERROR_INVALID_HANDLE");
    }

    @Test
    void a_call_that_comes_on_the_way_of_another_is_no_call_of_the_subject() {
        plan("SetEvent -> fail(ERROR_INVALID_HANDLE)");

        Outcome outcome = write(() -> {
            assertThat(ForeignCalls.isPassing()).isTrue();
            assertThat(set(answers(TRUE, 0)).value()).isEqualTo(TRUE);
            return new Reply(TRUE, 0);
        });

        assertThat(outcome.value()).isEqualTo(TRUE);
        assertThat(made).containsExactly("made");
        assertThat(ForeignCalls.isPassing()).isFalse();
        assertThat(set(answers(TRUE, 0)).value()).as("the way is over").isEqualTo(FALSE);
    }

    @Test
    void what_is_thrown_where_nobody_catches_it_is_a_stray() {
        IllegalStateException thrown = new IllegalStateException("out of order");

        calls.thrownUnseen(thrown);
        calls.thrownUnseen(new RunAborted());

        assertThat(run.strayExceptions()).containsExactly(thrown);
    }

    @Test
    void what_one_way_in_has_opened_another_may_close() {
        Outcome unused = calls.make(Win32Function.CREATE_EVENT, new long[] {0, 1, 0, 0}, answers(EVENT, 0));

        assertThat(ForeignCalls.of(run, memory)).isSameAs(calls);
        assertThat(ForeignCalls.of(run, memory)
                        .make(Win32Function.CLOSE_HANDLE, new long[] {EVENT}, answers(TRUE, 0))
                        .value())
                .isEqualTo(TRUE);
        assertThat(run.handles().open()).isEmpty();
    }

    @Test
    void a_disarmed_run_sees_nothing() {
        run.disarm();

        assertThat(write(answers(TRUE, 0))).isEqualTo(new Outcome(TRUE, 0, true));
        assertThat(trace()).isEmpty();
    }
}
