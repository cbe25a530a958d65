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
        List<TestTemplateInvocationContext> all = new ArrayList<>();
        for (World.Kernel kernel : Declaration.kernels(context.getRequiredTestClass(), method, World.Kernel.NATIVE)) {
            List<FaultPlan> plans = sweep.isPresent()
                    ? swept(declaration, sweep.get(), kernel)
                    : faults.isEmpty() ? List.of(FaultPlan.NONE) : faults;
            plans.forEach(plan -> all.add(new ForeignInvocation(declaration, plan, kernel)));
        }
        return all.stream();
    }

    /** Counts the calls in a run of its own. */
    private static List<FaultPlan> swept(ForeignDeclaration declaration, Sweep sweep, World.Kernel kernel) {
        List<FaultPlan> plans = new ArrayList<>(List.of(FaultPlan.NONE));
        if (kernel == World.Kernel.NATIVE && WindowsKernel.whyUnavailable().isPresent()) {
            // The only invocation says so.
            return plans;
        }
        ForeignResult control = declaration.play(kernel, FaultPlan.NONE);
        if (declaration.withoutFaults().contains(control.verdict()) && !control.spent()) {
            // Else there is nothing to be learnt from faults, and the first invocation tells why.
            Map<FailPoint, Integer> calls = ForeignSweep.calls(control);
            plans.addAll(Plans.chosen(
                    sweep.persistent() ? ForeignSweep.plans(calls) : ForeignSweep.once(calls),
                    sweep,
                    declaration.method()));
        }
        return plans;
    }
}
