package pipefault.junit;

import java.util.Set;
import org.junit.jupiter.api.extension.ExtensionContext;
import pipefault.fault.FaultPlan;
import pipefault.foreign.ForeignResult;
import pipefault.oracle.Verdict;
import pipefault.report.FailureReport;
import pipefault.report.FailureReport.Detail;
import pipefault.report.ReportedRun;
import pipefault.world.World;

/** Holds a conversation without faults and one with them, and then calls the body of a {@link ForeignTest}. */
record ForeignRunning(ForeignDeclaration declaration, FaultPlan plan, World.Kernel kernel) implements Playing {

    @Override
    public Set<Class<?>> gives() {
        return Set.of(ForeignResult.class);
    }

    @Override
    public void play(TestBody body, ExtensionContext context) throws Throwable {
        if (kernel == World.Kernel.SIMULATED) {
            hold(body, context);
        } else {
            NativeTurn.of(context).take(() -> hold(body, context));
        }
    }

    private void hold(TestBody body, ExtensionContext context) {
        ForeignResult control = made(FaultPlan.NONE, context);
        settle(control, declaration.withoutFaults(), context);
        ForeignResult shown = control;
        if (!plan.isEmpty()) {
            shown = made(plan, context).beyond(control);
            settle(shown, declaration.expect(), context);
        }
        show(shown, body, context);
    }

    private void show(ForeignResult shown, TestBody body, ExtensionContext context) {
        try {
            body.call(type -> type == ForeignResult.class ? shown : null);
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
