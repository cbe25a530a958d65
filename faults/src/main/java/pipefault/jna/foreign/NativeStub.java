package pipefault.jna.foreign;

import com.sun.jna.Function;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import pipefault.inject.ForeignCalls;
import pipefault.inject.ForeignCalls.Outcome;
import pipefault.inject.ForeignCalls.Reply;
import pipefault.platform.Win32Function;

/**
 * Stands in native code for one function of Windows, on behalf of one module or class.
 *
 * <p>Never freed: a thread may be inside, and what has learnt its address may keep it. A stub that is disarmed passes on.
 * Whoever hooks the same again gets the same stub, so there are never more than hooked modules times their calls.
 */
final class NativeStub {

    /** No stack is larger. */
    private static final long MAX_STACK = 1L << 30;

    private record Key(String owner, String name, long original) {}

    /** By number. Guarded by the class. */
    private static final List<NativeStub> ALL = new ArrayList<>();

    private static final Map<Key, NativeStub> BY_KEY = new HashMap<>();

    /** A copy that is replaced, for callbacks to read without a lock. */
    private static volatile NativeStub[] byNumber = new NativeStub[0];

    private final Win32Function function;
    private final Function original;
    private final Pointer memory;

    /** Where calls go to; null while the stub passes on. */
    private volatile @Nullable ForeignCalls calls;

    private NativeStub(Win32Function function, long original, int number) {
        this.function = function;
        // An object of its own: swapping peers in those that are shared must not reach it.
        this.original = Function.getFunction(new Pointer(original));
        memory = StubMemory.ofStub(number, original, StubCallback.address());
    }

    /**
     * Returns the stub of a function for an owner, made if need be.
     *
     * @param owner whose calls it catches
     * @param name of the function, as the owner knows it
     * @param original the address of that function
     */
    static synchronized NativeStub of(String owner, String name, Win32Function function, long original) {
        return BY_KEY.computeIfAbsent(new Key(owner, name, original), key -> {
            NativeStub made = new NativeStub(function, original, ALL.size());
            ALL.add(made);
            byNumber = ALL.toArray(new NativeStub[0]);
            return made;
        });
    }

    /** Returns how many there are in this process. */
    static synchronized int count() {
        return ALL.size();
    }

    /** Returns the stub at an address; empty if something else is there. */
    static Optional<NativeStub> at(long address) {
        for (NativeStub stub : byNumber) {
            if (stub.address() == address) {
                return Optional.of(stub);
            }
        }
        return Optional.empty();
    }

    long address() {
        return Pointer.nativeValue(memory);
    }

    long originalAddress() {
        return Pointer.nativeValue(original);
    }

    /**
     * Sends calls to a run from now on.
     *
     * @throws IllegalStateException if they go to another already
     */
    synchronized void arm(ForeignCalls run) {
        if (calls != null) {
            throw new IllegalStateException("calls of " + function.windowsName() + " are caught here already");
        }
        calls = run;
        memory.setInt(StubCode.ARMED, 1);
    }

    boolean isArmed() {
        return calls != null;
    }

    /** Lets calls pass from now on; one that is on its way may still go through the run. */
    synchronized void disarm() {
        memory.setInt(StubCode.ARMED, 0);
        calls = null;
    }

    /** Lets calls pass once a run is over, unless another has armed this meanwhile. */
    private synchronized void disarmAfter(ForeignCalls run) {
        if (run.equals(calls)) {
            disarm();
        }
    }

    /** Is called from native code; whatever happens, no exception leaves it. */
    static void called(int number, Pointer arguments, Pointer answer) {
        NativeStub stub = byNumber[number];
        ForeignCalls run = stub.calls;
        if (run == null || ForeignCalls.isPassing()) {
            return; // Not answered: the stub itself calls the original.
        }
        if (run.isDisarmed()) {
            stub.disarmAfter(run);
            return;
        }
        try {
            long[] words = RawArguments.of(stub.function, arguments);
            long[] plain = RawArguments.plain(stub.function, words);
            long stackPointer = Pointer.nativeValue(arguments);
            Outcome outcome = run.make(stub.function, plain, stub.new Original(words, answer, stackPointer));
            answer(answer, outcome.value(), outcome.lastError());
            long overlapped = run.overlappedOf(stub.function, plain);
            if (isInFrameOfCaller(overlapped, stackPointer)) {
                run.onStack(overlapped);
            }
        } catch (Throwable e) {
            // What stands in the answer is that of the real call, if it was made; else the stub makes it.
            run.thrownUnseen(e);
        }
    }

    /** Tells whether memory is part of the stack of the calling thread, on the side of those who called. */
    static boolean isInFrameOfCaller(long address, long stackPointer) {
        if (address <= stackPointer || address - stackPointer > MAX_STACK) {
            return false;
        }
        long[] low = new long[1];
        long[] high = new long[1];
        LoaderApi.GetCurrentThreadStackLimits(low, high);
        return address < high[0];
    }

    /** The call as the module would have made it. */
    private final class Original implements ForeignCalls.Earnest {

        private final long[] words;
        private final Pointer answer;
        private final long stackPointer;

        Original(long[] words, Pointer answer, long stackPointer) {
            this.words = words;
            this.answer = answer;
            this.stackPointer = stackPointer;
        }

        @Override
        public Reply perform() {
            return NativeStub.this.perform(words, answer);
        }

        @Override
        public boolean seesAllHandles() {
            return false;
        }

        @Override
        public long stackPointer() {
            return stackPointer;
        }
    }

    private Reply perform(long[] words, Pointer answer) {
        Object[] boxed = new Object[words.length];
        for (int i = 0; i < words.length; i++) {
            boxed[i] = words[i];
        }
        Native.setLastError(answer.getInt(StubCode.ANSWER_LAST_ERROR));
        long value = original.invokeLong(boxed);
        int lastError = Native.getLastError();
        answer(answer, value, lastError);
        return new Reply(value, lastError);
    }

    private static void answer(Pointer answer, long value, int lastError) {
        answer.write(0, new long[] {value, Integer.toUnsignedLong(lastError) | 1L << Integer.SIZE}, 0, 2);
    }
}
