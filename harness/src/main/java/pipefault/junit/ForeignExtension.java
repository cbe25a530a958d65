package pipefault.junit;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;

/** Makes the invocations of a {@link ForeignTest}. Has no state. */
final class ForeignExtension implements TestTemplateInvocationContextProvider {

    private static final List<Class<? extends Annotation>> OF_OTHERS =
            List.of(PipefaultTest.class, Explore.class, Replay.class);

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return isOurs(context.getRequiredTestMethod());
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        Method method = context.getRequiredTestMethod();
        for (Class<? extends Annotation> each : OF_OTHERS) {
            if (AnnotationSupport.isAnnotated(method, each)) {
                throw new ExtensionConfigurationException(
                        "@" + each.getSimpleName() + " on " + Declaration.place(method)
                                + " does not go with @ForeignTest, which takes @Fault, @Sweep and @Kernel");
            }
        }
        return ForeignInvocations.of(context);
    }

    static boolean isOurs(Method method) {
        return AnnotationSupport.isAnnotated(method, ForeignTest.class);
    }
}
