package pipefault.inject;

import java.util.List;
import org.jspecify.annotations.Nullable;
import pipefault.fault.Action;
import pipefault.fault.Fault;
import pipefault.platform.CallResult;
import pipefault.platform.Win32Error;
import pipefault.world.World;

/** Brings a call to its end: by the kernel, or as the fault has it that decides. */
final class Endings {

    private final World world;
    private final ArmedPlan plan;

    Endings(World world, ArmedPlan plan) {
        this.world = world;
        this.plan = plan;
    }

    /** The answer of a call, and whether a fault made it so. */
    record Ending(CallResult answer, boolean injected) {}

    /** Makes the call, or what its faults make of it. */
    Ending of(List<Fault> fires, RealCall call) {
        Fault decisive = decisive(fires);
        if (decisive == null) {
            return new Ending(call.perform(), false);
        }
        if (decisive.action() instanceof Action.Fail fail) {
            return failed(decisive, fail, call);
        }
        if (decisive.action() instanceof Action.Alter alter) {
            CallResult real = call.perform();
            CallResult altered = altered(real, call, alter);
            if (altered != null) {
                return new Ending(altered, true);
            }
            plan.hadNoEffect(decisive);
            return new Ending(real, false);
        }
        world.yieldPoint(decisive.point().toString());
        return new Ending(CallResult.success(), true);
    }

    private static @Nullable Fault decisive(List<Fault> fires) {
        for (Fault fault : fires) {
            Action action = fault.action();
            if (action instanceof Action.Fail || action instanceof Action.Succeed || action instanceof Action.Alter) {
                return fault;
            }
        }
        return null;
    }

    private Ending failed(Fault decisive, Action.Fail fail, RealCall call) {
        CallResult real = null;
        if (fail.performed()) {
            real = call.perform();
        } else {
            world.yieldPoint(decisive.point().toString());
        }
        if (!call.isOpen() && plan.isChosen(decisive)) {
            // Another thread has got the answer meanwhile, and Windows does not give two.
            plan.hadNoEffect(decisive);
            return new Ending(real == null ? call.perform() : real, false);
        }
        if (real != null) {
            call.hidden(real);
        }
        if (!fail.lie()) {
            call.leaveTraces(fail.code(), fail.performed());
        }
        return new Ending(call.failure(fail.code()), true);
    }

    /** Returns the answer with one value changed; null if it does not have that value. */
    private static @Nullable CallResult altered(CallResult real, RealCall call, Action.Alter alter) {
        return switch (alter.what()) {
            case COUNT -> {
                long count = alter.relative() ? Math.max(0, real.count()) + alter.amount() : alter.amount();
                yield real.ok() ? real.withCount(Math.max(0, count)) : null;
            }
            case CODE -> real.ok() ? real.withLastError((int) alter.amount()) : call.failure((int) alter.amount());
            case RESULT ->
                alter.amount() == Win32Error.WAIT_FAILED
                        ? CallResult.waitFailed(real.lastError())
                        : CallResult.waited((int) alter.amount());
            case INTERNAL -> call.alterInternal(alter.amount()) ? real : null;
        };
    }
}
