package pipefault.junit;

import java.lang.annotation.Annotation;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;
import pipefault.pipe.PipePair;
import pipefault.platform.Platform;
import pipefault.scenario.Run;

/** Makes the invocations of a {@link PipefaultTest}, and refuses our annotations where they would do nothing. Has no state. */
final class PipefaultExtension implements TestTemplateInvocationContextProvider, BeforeEachCallback, ParameterResolver {

    /** What a test may ask of its run. */
    static final Set<Class<?>> OF_THE_RUN = Set.of(Run.class, PipePair.class, Platform.class);

    private static final List<Class<? extends Annotation>> NEED_A_TEST =
            List.of(Fault.class, Fault.List.class, Kernel.class, Sweep.class, Explore.class, Replay.class);

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return isOurs(context.getRequiredTestMethod());
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        return Invocations.of(context);
    }

    /** An annotation that arms nothing would leave a test green for the wrong reason. */
    @Override
    public void beforeEach(ExtensionContext context) {
        Method method = context.getRequiredTestMethod();
        for (Class<? extends Annotation> each : NEED_A_TEST) {
            if (!isOurs(method) && !ForeignExtension.isOurs(method) && AnnotationSupport.isAnnotated(method, each)) {
                String name = each == Fault.List.class ? "Fault" : each.getSimpleName();
                throw new ExtensionConfigurationException(
                        "@" + name + " on " + Declaration.place(method)
                                + " does nothing: the method needs @PipefaultTest or @ForeignTest in the place of another kind of test");
            }
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return OF_THE_RUN.contains(parameter.getParameter().getType())
                && !(parameter.getDeclaringExecutable() instanceof Method method && isOurs(method));
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Executable asking = parameter.getDeclaringExecutable();
        throw new ParameterResolutionException(
                asking.getDeclaringClass().getSimpleName() + "." + asking.getName() + " asks for a "
                        + parameter.getParameter().getType().getSimpleName()
                        + ", which lives only while a run is played: only a method with @PipefaultTest has one");
    }

    private static boolean isOurs(Method method) {
        return AnnotationSupport.isAnnotated(method, PipefaultTest.class);
    }
}
