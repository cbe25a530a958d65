package pipefault.junit;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.platform.commons.support.ReflectionSupport;
import pipefault.fault.FaultPlan;
import pipefault.foreign.ForeignResult;
import pipefault.oracle.Verdict;
import pipefault.report.FailureReport;
import pipefault.report.FailureReport.Detail;
import pipefault.report.ReportedRun;
import pipefault.world.World;

/** One invocation of a {@link ForeignTest}: a conversation without faults, one with them, and then the body. */
record ForeignInvocation(ForeignDeclaration declaration, FaultPlan plan, World.Kernel kernel)
        implements TestTemplateInvocationContext, InvocationInterceptor, ParameterResolver {

    @Override
    public String getDisplayName(int invocationIndex) {
        return "[" + invocationIndex + "] " + Plans.name(plan)
                + (kernel == World.Kernel.SIMULATED ? ", on the simulated kernel" : "");
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
        return List.of(this);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == ForeignResult.class
                && parameter.getDeclaringExecutable().equals(context.getRequiredTestMethod());
    }

    /** Leaves a hole: the run is made when the body's turn has come. */
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
        if (kernel == World.Kernel.SIMULATED) {
            play(invoked, context);
            return;
        }
        NativeTurn.of(context).take(() -> play(invoked, context));
    }

    private void play(ReflectiveInvocationContext<Method> invoked, ExtensionContext context) throws Throwable {
        ForeignResult control = made(FaultPlan.NONE, context);
        ForeignResult shown = control;
        settle(control, declaration.withoutFaults(), context);
        if (!plan.isEmpty()) {
            shown = made(plan, context).beyond(control);
            settle(shown, declaration.expect(), context);
        }
        List<@Nullable Object> arguments = new ArrayList<>(invoked.getArguments());
        Class<?>[] types = invoked.getExecutable().getParameterTypes();
        for (int i = 0; i < types.length; i++) {
            if (types[i] == ForeignResult.class) {
                arguments.set(i, shown);
            }
        }
        try {
            Object unused = ReflectionSupport.invokeMethod(
                    invoked.getExecutable(), invoked.getTarget().orElse(null), arguments.toArray());
        } catch (Throwable e) {
            Settlement.attach(
                    context, FailureReport.print(reported(shown, Set.of(shown.verdict()), context), Detail.FULL), e);
            throw e;
        }
    }

    private ForeignResult made(FaultPlan faults, ExtensionContext context) {
        return kernel == World.Kernel.SIMULATED
                ? declaration.play(kernel, faults)
                : NativeTurn.of(context).hold(again(context), () -> declaration.play(kernel, faults));
    }

    private String again(ExtensionContext context) {
        return Declaration.command(declaration.testClass(), declaration.method()) + "   (invocation "
                + Settlement.number(context) + ")";
    }

    private ReportedRun reported(ForeignResult result, Set<Verdict> expected, ExtensionContext context) {
        return ReportedRun.of(
                result.asRun(declaration.subjectName(), declaration.script()), expected, 1, null, again(context));
    }

    private void settle(ForeignResult result, Set<Verdict> expected, ExtensionContext context) {
        ReportedRun run = reported(result.unexpected(expected), expected, context);
        if (!run.asExpected()) {
            if (kernel == World.Kernel.NATIVE) {
                NativeTurn.of(context).isRed();
            }
            AssertionError failure = new AssertionError(FailureReport.print(run, Detail.BRIEF));
            Settlement.attach(context, FailureReport.print(run, Detail.FULL), failure);
            throw failure;
        }
    }
}
