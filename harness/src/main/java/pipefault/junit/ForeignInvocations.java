package pipefault.junit;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.platform.commons.support.AnnotationSupport;
import pipefault.fault.FailPoint;
import pipefault.fault.FaultPlan;
import pipefault.foreign.ForeignResult;
import pipefault.foreign.ForeignSweep;
import pipefault.jna.WindowsKernel;
import pipefault.oracle.Verdict;
import pipefault.scenario.Variant;
import pipefault.world.World;

/** Turns the annotations of a {@link ForeignTest} into its invocations; what makes no sense is told with its place. */
final class ForeignInvocations {

    private ForeignInvocations() {}

    static Stream<TestTemplateInvocationContext> of(ExtensionContext context) {
        Method method = context.getRequiredTestMethod();
        ForeignDeclaration declaration = ForeignDeclaration.of(context.getRequiredTestClass(), method);
        List<FaultPlan> faults = Plans.ofFaults(method);
        Optional<Sweep> sweep = AnnotationSupport.findAnnotation(method, Sweep.class);
        if (sweep.isPresent() && !faults.isEmpty()) {
            throw Plans.bad("@Fault and @Sweep", method, "a test takes one of them", null);
        }
        if (sweep.isEmpty() && faults.isEmpty() && !declaration.expect().equals(Variant.GOOD)) {
            throw Plans.bad(
                    "@ForeignTest",
                    method,
                    "expect is for runs with faults, and there are none; withoutFaults says what is right without",
                    null);
        }
        List<TestTemplateInvocationContext> all = new ArrayList<>();
        for (World.Kernel kernel : Declaration.kernels(context.getRequiredTestClass(), method, World.Kernel.NATIVE)) {
            List<FaultPlan> plans = sweep.isPresent()
                    ? swept(declaration, sweep.get(), kernel, context)
                    : faults.isEmpty() ? List.of(FaultPlan.NONE) : faults;
            String where = kernel == World.Kernel.SIMULATED ? ", on the simulated kernel" : "";
            plans.forEach(plan -> all.add(
                    new PlayedInvocation(Plans.name(plan) + where, new ForeignRunning(declaration, plan, kernel))));
        }
        return all.stream();
    }

    /** Counts the calls in a run of its own; where there is none to count, the first invocation tells why. */
    private static List<FaultPlan> swept(
            ForeignDeclaration declaration, Sweep sweep, World.Kernel kernel, ExtensionContext context) {
        List<FaultPlan> plans = new ArrayList<>(List.of(FaultPlan.NONE));
        if (kernel == World.Kernel.NATIVE
                && (WindowsKernel.whyUnavailable().isPresent()
                        || NativeTurn.of(context).isLost())) {
            return plans;
        }
        ForeignResult control = kernel == World.Kernel.SIMULATED
                ? declaration.play(kernel, FaultPlan.NONE)
                : NativeTurn.of(context)
                        .hold(
                                "the run that counts the calls of " + Declaration.place(declaration.method()),
                                () -> declaration.play(kernel, FaultPlan.NONE));
        Verdict worst = control.unexpected(declaration.withoutFaults()).verdict();
        if (declaration.withoutFaults().contains(worst) && !control.spent()) {
            Map<FailPoint, Integer> calls = ForeignSweep.calls(control);
            plans.addAll(Plans.chosen(
                    sweep.persistent() ? ForeignSweep.plans(calls) : ForeignSweep.once(calls),
                    sweep,
                    declaration.method(),
                    "the conversation"));
        }
        return plans;
    }
}
