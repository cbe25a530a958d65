package pipefault.jna.foreign;

import com.sun.jna.FunctionMapper;
import com.sun.jna.InvocationMapper;
import com.sun.jna.Library;
import com.sun.jna.NativeLibrary;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import pipefault.inject.ForeignCalls;
import pipefault.platform.Win32Function;

/** Puts the interception between a JNA interface and the handler that it would have had. */
final class InterceptingMapper implements InvocationMapper {

    private final ForeignCalls calls;
    private final Library.Handler plain;
    private final Conversions conversions;
    private final @Nullable FunctionMapper names;
    private final @Nullable InvocationMapper others;

    /**
     * Makes one for an interface.
     *
     * @param plain the handler that it would have had
     * @param options that it would have been loaded with
     */
    InterceptingMapper(ForeignCalls calls, Library.Handler plain, Map<String, ?> options) {
        this.calls = calls;
        this.plain = plain;
        conversions = new Conversions(options);
        names = (FunctionMapper) options.get(Library.OPTION_FUNCTION_MAPPER);
        others = (InvocationMapper) options.get(Library.OPTION_INVOCATION_MAPPER);
    }

    /** Asked once for each method; what it returns looks at the run at each call. */
    @Override
    public @Nullable InvocationHandler getInvocationHandler(NativeLibrary library, Method method) {
        String name = names == null ? method.getName() : names.getFunctionName(library, method);
        Win32Function function = Win32Function.named(name).orElse(null);
        if (function != null) {
            return new InterceptedMethod(function, calls, plain, conversions);
        }
        return others == null ? null : others.getInvocationHandler(library, method);
    }
}
