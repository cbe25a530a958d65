package pipefault.jna.foreign;

import com.sun.jna.Function;
import com.sun.jna.Pointer;
import pipefault.fault.FaultPlan;
import pipefault.inject.FaultChoice;
import pipefault.inject.ForeignCalls;
import pipefault.inject.Interception;
import pipefault.jna.WindowsKernel;
import pipefault.platform.Win32Error;
import pipefault.platform.Win32Function;
import pipefault.world.NativeWorld;

/**
 * The way from a stub into a run and back, gone once before it counts.
 *
 * <p>A class is loaded when it is first needed, which reads a file. If the calls of the very module that reads it are caught,
 * and a class of the way is needed on the way, the call for it needs the same class, and so on.
 */
final class Rehearsal {

    private static final FaultChoice THROWING = (point, occurrence) -> {
        throw new IllegalStateException("rehearsed");
    };

    private static boolean done;

    private Rehearsal() {}

    /**
     * Rehearses if nobody has yet, and sees to it that the binding itself has all it calls.
     *
     * @throws IllegalStateException if this is no Windows JVM for x64
     */
    static synchronized void once() {
        if (done) {
            return;
        }
        WindowsKernel.bind();
        NativeStub stub = NativeStub.of(
                "rehearsal", "ResetEvent", Win32Function.RESET_EVENT, StubCallback.addressOf("ResetEvent"));
        try (NativeWorld world = WindowsKernel.newWorld()) {
            Interception disarmed = new Interception(world, FaultPlan.of(), 1);
            call(stub, new Interception(world, FaultPlan.of(), 1));
            call(stub, new Interception(world, FaultPlan.parse("ResetEvent -> fail(ERROR_INVALID_HANDLE)"), 1));
            call(stub, new Interception(world, FaultPlan.of(), 1, THROWING));
            disarmed.disarm();
            call(stub, disarmed);
        }
        done = true;
    }

    /** Calls with a handle that is none, on this thread and on one that Java does not know. */
    private static void call(NativeStub stub, Interception run) {
        stub.arm(ForeignCalls.of(run, NativeMemory.INSTANCE));
        try {
            int unused = Function.getFunction(new Pointer(stub.address())).invokeInt(new Object[] {0L});
            long thread = LoaderApi.CreateThread(0, 0, stub.address(), 0, 0, 0);
            LoaderApi.require(thread != 0, "CreateThread");
            unused = LoaderApi.WaitForSingleObject(thread, Win32Error.INFINITE);
            NativeMemory.INSTANCE.closeHandle(thread);
        } finally {
            stub.disarm();
        }
    }
}
