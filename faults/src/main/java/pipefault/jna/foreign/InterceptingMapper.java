package pipefault.jna.foreign;

import com.sun.jna.InvocationMapper;
import com.sun.jna.Library;
import com.sun.jna.NativeLibrary;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import pipefault.inject.ForeignCalls;
import pipefault.platform.Win32Function;

/** Puts the interception between a JNA interface and the handler that it would have had. */
final class InterceptingMapper implements InvocationMapper {

    private final ForeignCalls calls;
    private final Library.Handler plain;
    private final Conversions conversions;

    InterceptingMapper(ForeignCalls calls, Library.Handler plain, Conversions conversions) {
        this.calls = calls;
        this.plain = plain;
        this.conversions = conversions;
    }

    /** Asked once for each method; what it returns looks at the run at each call. */
    @Override
    public @Nullable InvocationHandler getInvocationHandler(NativeLibrary library, Method method) {
        return Win32Function.named(method.getName())
                .map(function -> new InterceptedMethod(function, calls, plain, conversions))
                .orElse(null);
    }
}
