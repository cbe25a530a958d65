package pipefault.inject;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import pipefault.platform.CallResult;
import pipefault.platform.ConformanceProbe;
import pipefault.platform.Handle;
import pipefault.platform.Overlapped;
import pipefault.platform.ThreadpoolWait;
import pipefault.platform.Win32Api;
import pipefault.platform.Win32Error;

/**
 * A kernel that answers what a test tells it, writes down what reached it, and says yes to everything else.
 *
 * <p>Handle values are given out again as soon as they are closed, as Windows does.
 */
final class ScriptedKernel {

    /** A thread-pool wait of this kernel. */
    static final class Wait implements ThreadpoolWait {}

    /** The names of the calls that reached the kernel, in order. */
    final List<String> calls = new ArrayList<>();

    final List<ThreadpoolWait.Callback> callbacks = new ArrayList<>();

    private final Map<String, Deque<Supplier<CallResult>>> answers = new HashMap<>();
    private final Deque<Long> freeValues = new ArrayDeque<>();
    private final ConformanceProbe win32;
    private long nextValue = 0x40;

    ScriptedKernel() {
        win32 = (ConformanceProbe) Proxy.newProxyInstance(
                ScriptedKernel.class.getClassLoader(),
                new Class<?>[] {ConformanceProbe.class},
                (proxy, method, arguments) -> call(method, arguments));
    }

    Win32Api win32() {
        return win32;
    }

    /** Gives the next call of this method this answer. */
    void answers(String method, CallResult answer) {
        answers(method, () -> answer);
    }

    /** Lets the next call of this method do this. */
    void answers(String method, Supplier<CallResult> action) {
        answers.computeIfAbsent(method, name -> new ArrayDeque<>()).add(action);
    }

    /** Makes the next overlapped WriteFile pend. */
    void nextWritePends(ScriptedOperation operation) {
        answers("writeFile", () -> {
            operation.setStatus(Overlapped.STATUS_PENDING, 0);
            return CallResult.pending();
        });
    }

    private @Nullable Object call(Method method, Object[] arguments) {
        String name = method.getName();
        if (name.equals("setStatus")) {
            ScriptedOperation.of((Overlapped) arguments[0]).setStatus((long) arguments[1], (long) arguments[2]);
            return null;
        }
        calls.add(name);
        Deque<Supplier<CallResult>> scripted = answers.get(name);
        if (scripted != null && !scripted.isEmpty()) {
            return scripted.remove().get();
        }
        return switch (name) {
            case "createEvent", "createMutex", "createFile", "createNamedPipe" ->
                CallResult.created(newHandle(), Win32Error.ERROR_SUCCESS);
            case "createPipe" -> CallResult.created(new Win32Api.PipeEnds(newHandle(), newHandle()));
            case "createThreadpoolWait" -> {
                callbacks.add((ThreadpoolWait.Callback) arguments[0]);
                yield CallResult.created(new Wait());
            }
            case "closeHandle" -> {
                freeValues.push(((Handle) arguments[0]).value());
                yield CallResult.success();
            }
            case "waitForSingleObject", "waitForMultipleObjects" -> CallResult.waited(Win32Error.WAIT_OBJECT_0);
            case "writeFile" -> completeAtOnce((int) arguments[3], (Overlapped) arguments[4]);
            case "getOverlappedResult", "getOverlappedResultEx" ->
                ScriptedOperation.of((Overlapped) arguments[1]).result();
            default -> CallResult.success();
        };
    }

    private static CallResult completeAtOnce(int length, @Nullable Overlapped overlapped) {
        if (overlapped != null) {
            ScriptedOperation.of(overlapped).setStatus(0, length);
        }
        return CallResult.success(length);
    }

    /** Returns a new object; its value may have been another's. */
    Handle newHandle() {
        if (freeValues.isEmpty()) {
            nextValue += 4;
            return Handle.of(nextValue);
        }
        return Handle.of(freeValues.pop());
    }

    /** Returns how often a call reached the kernel. */
    long count(String call) {
        return calls.stream().filter(call::equals).count();
    }
}
