package pipefault.junit;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.platform.commons.support.ReflectionSupport;
import org.opentest4j.TestAbortedException;
import pipefault.pipe.PipePair;
import pipefault.platform.Platform;
import pipefault.scenario.AssertingScript;
import pipefault.scenario.Run;

/** A test method as the script of a run: it may be played several times, each time with what belongs to that run. */
final class TestBody {

    private final Method method;
    private final @Nullable Object target;
    private final List<@Nullable Object> arguments;

    /** What the body has thrown last, by whether that was in a control run. */
    private final Map<Boolean, Throwable> thrown = new ConcurrentHashMap<>();

    private volatile @Nullable TestAbortedException aborted;

    /**
     * @param target the test instance
     * @param arguments null where the run has something to put in
     */
    TestBody(Method method, @Nullable Object target, List<@Nullable Object> arguments) {
        this.method = method;
        this.target = target;
        this.arguments = arguments;
    }

    /** Returns the body as a script. */
    AssertingScript script() {
        return new AssertingScript(this::play, (run, failure) -> thrown.put(run.isControl(), failure));
    }

    private void play(Run run) {
        Class<?>[] types = method.getParameterTypes();
        @Nullable Object[] values = arguments.toArray();
        for (int i = 0; i < values.length; i++) {
            if (types[i] == Run.class) {
                values[i] = run;
            } else if (types[i] == PipePair.class) {
                values[i] = run.pipe();
            } else if (types[i] == Platform.class) {
                values[i] = run.platform();
            }
        }
        try {
            Object unused = ReflectionSupport.invokeMethod(method, target, values);
        } catch (TestAbortedException e) {
            aborted = e;
        }
    }

    /** Returns what the body has thrown by itself; null if it has not. */
    @Nullable
    Throwable thrown(boolean control) {
        return thrown.get(control);
    }

    /** Ends the test, if the body has found that it has no place here. */
    void throwIfAborted() {
        TestAbortedException found = aborted;
        if (found != null) {
            throw found;
        }
    }
}
