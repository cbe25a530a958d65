package pipefault.subject;

import java.util.Optional;
import pipefault.fault.FaultPlan;
import pipefault.foreign.Workaround;
import pipefault.jna.WindowsKernel;

/**
 * The pipe that some servers make first, and disconnect at once, only so that nobody else can have its name.
 *
 * <p>Windows disconnects an instance that nobody was ever connected to (fact CL11). Wine refuses, and the constructor gives up.
 */
final class LockPipe {

    /** The first call: the lock is disconnected before anything else is. */
    private static final String PLAN = "DisconnectNamedPipe#1 -> unrealistic(succeed(without-effect))";

    private static final String WHY =
            "Wine answers ERROR_PIPE_LISTENING where Windows disconnects a pipe that nobody was ever connected to, and the"
                    + " constructor does that with its lock";

    private LockPipe() {}

    /** Returns what it takes under Wine; nothing on Windows. */
    static Optional<Workaround> workaround() {
        return WindowsKernel.wineVersion().map(version -> new Workaround(FaultPlan.parse(PLAN), WHY));
    }
}
