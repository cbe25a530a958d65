package pipefault.inject;

import java.util.AbstractList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import pipefault.fault.FailPoint;
import pipefault.platform.CallResult;
import pipefault.platform.Win32Function;
import pipefault.world.RunAborted;

/**
 * The way in for calls of code that was not written against the platform: machine words in, machine words out.
 *
 * <p>Whoever catches such a call, in a JNA interface or in the import table of a module, passes its arguments as they would
 * stand in registers, and a way to make it in earnest. Plan, trace and ledgers are those of the interception. Thread-safe.
 */
public final class ForeignCalls {

    /**
     * What a foreign call came back with.
     *
     * @param value the return value: BOOL as 0 or not, a handle, the result of a wait
     * @param lastError the last error of the calling thread after the call
     */
    public record Reply(long value, int lastError) {}

    /**
     * What the caller of a foreign call is to find.
     *
     * @param value the return value
     * @param lastError the last error of the calling thread
     * @param untouched whether all, out parameters and status block included, is as the kernel has left it
     */
    public record Outcome(long value, int lastError, boolean untouched) {}

    /** A foreign call as it would have been made. */
    public interface Earnest {

        /** Makes the call; at most once. */
        Reply perform();

        /** Brings the arguments into memory as making the call would; asked for if it is not made. */
        default void writeArguments() {}

        /**
         * Tells whether whoever makes such calls opens its handles by them too. If not, somebody else may have been given the
         * value of a handle that was closed, and may close it lawfully.
         */
        default boolean seesAllHandles() {
            return true;
        }

        /** Returns an address in the stack of the calling thread below which nothing of its caller is; 0 if it is not known. */
        default long stackPointer() {
            return 0;
        }
    }

    /** Whether the thread is inside of {@link #make}, of any run. */
    private static final ThreadLocal<boolean[]> PASSING = ThreadLocal.withInitial(() -> new boolean[1]);

    private final Interception interception;
    private final ForeignMemory memory;
    private final ForeignHandles handles;
    private final ForeignOperations operations;

    /** What the kernel may still write to. */
    private final Queue<Object> kept = new ConcurrentLinkedQueue<>();

    /** Returns the way in to the plan, the trace and the ledgers of a run; there is one for each run. */
    public static ForeignCalls of(Interception interception, ForeignMemory memory) {
        return interception.foreign(memory);
    }

    ForeignCalls(Interception interception, ForeignMemory memory) {
        this.interception = interception;
        this.memory = memory;
        handles = new ForeignHandles(interception.handles());
        operations = new ForeignOperations(memory, interception);
    }

    /** Tells whether calls pass unseen, because their run is over. */
    public boolean isDisarmed() {
        return interception.isDisarmed();
    }

    /**
     * Tells whether the calling thread is on its way through the interception already.
     *
     * <p>A call may be caught twice, in an interface and in an import table, and the interception itself may come to need a
     * file that is read by a module whose imports are patched. What a thread calls meanwhile is no call of the subject.
     */
    public static boolean isPassing() {
        return PASSING.get()[0];
    }

    /** Notes what was thrown on the way of a call, for a caller that no exception may reach. */
    public void thrownUnseen(Throwable thrown) {
        if (!(thrown instanceof RunAborted)) {
            interception.thrownInTask(thrown);
        }
    }

    /**
     * Makes a call under the plan; as it is if the thread {@linkplain #isPassing passes} already.
     *
     * @param arguments the machine words, in order; pointers to memory that stays in place until this returns
     * @param real makes the call in earnest, with the same arguments
     * @return what the caller is to see; out parameters are written already
     */
    public Outcome make(Win32Function function, long[] arguments, Earnest real) {
        boolean[] passing = PASSING.get();
        if (interception.isDisarmed() || passing[0] || closesWhatNobodySaw(function, arguments)) {
            Reply reply = real.perform();
            return new Outcome(reply.value(), reply.lastError(), true);
        }
        passing[0] = true;
        try {
            return pass(function, arguments, real);
        } finally {
            passing[0] = false;
        }
    }

    /** A module may close for everybody: what it closes that was not opened in sight is no business of the run. */
    private boolean closesWhatNobodySaw(Win32Function function, long[] arguments) {
        return function == Win32Function.CLOSE_HANDLE && handles.known(arguments[0]) == null;
    }

    private Outcome pass(Win32Function function, long[] arguments, Earnest real) {
        Signature signature = Signature.of(function);
        ForeignCall call = new ForeignCall(function, signature, arguments, memory, handles, operations, real);
        boolean blocking = signature.mayBlock(function, arguments);
        CallSite site = new CallSite(
                FailPoint.of(function), new Boxed(arguments), call.words(), call.operationName(), blocking);
        CallResult answer = interception
                .world()
                .foreignCall(blocking ? function.windowsName() : null, () -> interception.around(site, call));
        return call.outcome(answer);
    }

    /**
     * Keeps what a call was given from being collected, since the kernel may still write to it.
     *
     * @param held the objects of the call, kept until the run is forgotten
     */
    public void keep(Object held) {
        kept.add(held);
    }

    /** Returns the address of the OVERLAPPED among the arguments of a call; 0 if there is none. */
    public long overlappedOf(Win32Function function, long[] arguments) {
        return Signature.at(arguments, Signature.of(function).overlapped());
    }

    /**
     * Lets the status block of an operation be looked at when all is over.
     *
     * @param overlapped its address
     * @param isThere tells whether the memory has not been freed; what is kept may still be freed by its owner
     */
    public void watch(long overlapped, BooleanSupplier isThere) {
        operations.watch(overlapped, isThere);
    }

    /**
     * Says that an OVERLAPPED which the calling thread has just given to a call is on its own stack: it is gone when the
     * function is left that has put it there.
     */
    public void onStack(long overlapped) {
        operations.onStack(overlapped);
    }

    /** Objects to what the kernel still has of the stack of the calling thread, which has left all calls of the subject. */
    boolean leavesOnStack() {
        List<String> left = operations.leftOnStack();
        if (!left.isEmpty()) {
            interception
                    .observations()
                    .add(
                            Property.OWNERSHIP,
                            "the kernel still has " + String.join(", ", left)
                                    + ", whose OVERLAPPED is on the stack of a call that has ended");
        }
        return !left.isEmpty();
    }

    /** Returns the names of the operations that the kernel still has, as far as their memory is known to be there. */
    List<String> inFlight() {
        return operations.inFlight();
    }

    /** The arguments as a plan looks at them; it seldom does. */
    private static final class Boxed extends AbstractList<@Nullable Object> {
        private final long[] words;

        Boxed(long[] words) {
            this.words = words;
        }

        @Override
        public Object get(int index) {
            return words[index];
        }

        @Override
        public int size() {
            return words.length;
        }
    }
}
