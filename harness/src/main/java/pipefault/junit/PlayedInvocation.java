package pipefault.junit;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;

/**
 * One invocation of a {@link PipefaultTest} or a {@link ForeignTest}: the body is not called by JUnit, but played by the driver of a run.
 *
 * @param name its faults
 * @param playing what becomes of the body
 */
record PlayedInvocation(String name, Playing playing)
        implements TestTemplateInvocationContext, InvocationInterceptor, ParameterResolver {

    @Override
    public String getDisplayName(int invocationIndex) {
        return "[" + invocationIndex + "] " + name;
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
        return List.of(this);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return playing.gives().contains(parameter.getParameter().getType())
                && parameter.getDeclaringExecutable().equals(context.getRequiredTestMethod());
    }

    /** Leaves a hole: there is no run yet, and there may be more than one. */
    @Override
    public @Nullable Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return null;
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<@Nullable Void> invocation,
            ReflectiveInvocationContext<Method> invoked,
            ExtensionContext context)
            throws Throwable {
        invocation.skip();
        List<@Nullable Object> arguments = new ArrayList<>(invoked.getArguments());
        playing.play(new TestBody(invoked.getExecutable(), invoked.getTarget().orElse(null), arguments), context);
    }
}
