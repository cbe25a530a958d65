package pipefault.junit;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
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
        try {
            call(type -> type == Run.class
                    ? run
                    : type == PipePair.class ? run.pipe() : type == Platform.class ? run.platform() : null);
        } catch (TestAbortedException e) {
            aborted = e;
        }
    }

    /**
     * Calls the body, and throws what it throws.
     *
     * @param given what is put in for a type; null where another extension has an argument
     */
    void call(Function<Class<?>, @Nullable Object> given) {
        Class<?>[] types = method.getParameterTypes();
        @Nullable Object[] values = arguments.toArray();
        for (int i = 0; i < values.length; i++) {
            Object put = given.apply(types[i]);
            values[i] = put == null ? values[i] : put;
        }
        Object unused = ReflectionSupport.invokeMethod(method, target, values);
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
