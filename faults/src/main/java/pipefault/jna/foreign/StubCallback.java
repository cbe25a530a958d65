package pipefault.jna.foreign;

import com.sun.jna.Callback;
import com.sun.jna.CallbackReference;
import com.sun.jna.CallbackThreadInitializer;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;

/** The one way from all stubs into Java; lives as long as the process. */
final class StubCallback {

    /** What a stub calls. */
    interface Entry extends Callback {

        /** Runs on the thread that made the call. */
        void invoke(int number, long arguments, long answer);
    }

    private static final Entry ENTRY =
            (number, arguments, answer) -> NativeStub.called(number, new Pointer(arguments), new Pointer(answer));

    static {
        // Made known to JNA before native code sees the callback, or JNA would ignore it. Threads stay attached: to
        // attach
        // one at each call costs a hundred times as much, and makes a new Java thread each time.
        Native.setCallbackThreadInitializer(ENTRY, new CallbackThreadInitializer(true, false, "native caller"));
    }

    private static final Pointer GUARD =
            StubMemory.ofGuard(Pointer.nativeValue(CallbackReference.getFunctionPointer(ENTRY)));

    private StubCallback() {}

    static long address() {
        return Pointer.nativeValue(GUARD);
    }

    /** Returns the address of a function of kernel32. */
    static long addressOf(String function) {
        return Pointer.nativeValue(NativeLibrary.getInstance("kernel32").getFunction(function));
    }
}
