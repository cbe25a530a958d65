package pipefault.inject;

import java.util.List;
import pipefault.fault.FaultPlan;
import pipefault.platform.CallResult;
import pipefault.platform.Handle;
import pipefault.platform.Operation;
import pipefault.platform.Platform;
import pipefault.platform.ThreadpoolWait;
import pipefault.platform.Win32Api;
import pipefault.trace.CallRecord;

/** What a test drives: the injected platform of one run, with short ways to what most tests need. */
final class Subject {

    final ScriptedWorld world = new ScriptedWorld();
    final ScriptedKernel kernel = world.kernel;
    final Interception run;
    final Platform platform;
    final Win32Api api;
    final Handle pipe = Handle.of(0x1234);

    /** A subject that owns its pipe handle, under a plan. */
    Subject(String plan) {
        this(FaultPlan.parse(plan), 1);
    }

    Subject(FaultPlan plan, long seed) {
        this(plan, seed, FaultChoice.NONE);
    }

    Subject(FaultPlan plan, long seed, FaultChoice choice) {
        run = new Interception(world, plan, seed, choice);
        platform = new FaultInjector(run);
        api = platform.win32();
        run.handles().given(pipe, "pipe", true);
    }

    Handle event() {
        return api.createEvent(true, false, null).rawHandle();
    }

    ThreadpoolWait wait(ThreadpoolWait.Callback callback) {
        ThreadpoolWait wait = api.createThreadpoolWait(callback).threadpoolWaitOrNull();
        if (wait == null) {
            throw new AssertionError("there is no thread-pool wait");
        }
        return wait;
    }

    Operation operation() {
        return platform.operation(100);
    }

    /** Returns the real memory behind the n-th operation, from 1. */
    ScriptedOperation memory(int number) {
        return world.operations.get(number - 1);
    }

    CallResult write(Operation operation) {
        return api.writeFile(pipe, operation.data(), 0, 100, operation.overlapped());
    }

    /** Starts a write that stays pending. */
    CallResult pendingWrite(Operation operation) {
        kernel.nextWritePends(memory(world.operations.size()));
        return write(operation);
    }

    CallResult ask(Operation operation) {
        return api.getOverlappedResult(pipe, operation.overlapped(), false);
    }

    CallResult cancel(Operation operation) {
        return api.cancelIoEx(pipe, operation.overlapped());
    }

    List<String> objections(Property property) {
        return run.observations().of(property).stream().map(Observation::text).toList();
    }

    /** Returns how often each fault of the plan has fired. */
    List<Integer> fired() {
        return run.faultStatus().stream().map(FaultStatus::times).toList();
    }

    String nearMiss() {
        return run.faultStatus().get(0).nearMiss();
    }

    /** Returns the trace, one line per record: who, what, where, with which words, and a star if injected. */
    List<String> trace() {
        return run.recorder().trace().records().stream().map(Subject::line).toList();
    }

    private static String line(CallRecord each) {
        return (each.actor() + " " + each.kind() + " " + each.point() + " " + each.text()).strip()
                + (each.injected() ? " *" : "");
    }
}
