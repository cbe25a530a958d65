package pipefault.junit;

import java.lang.reflect.Method;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.platform.commons.support.AnnotationSupport;
import pipefault.fault.FailPoint;
import pipefault.fault.FaultPlan;
import pipefault.fault.FaultPlanError;

/** The plans that annotations of a test method hold. */
final class Plans {

    private Plans() {}

    /** Returns what a plan is called in the name of an invocation. */
    static String name(FaultPlan plan) {
        return plan.isEmpty() ? "without faults" : plan.toString();
    }

    /** Returns the plans of each {@link Fault}, in order. */
    static List<FaultPlan> ofFaults(Method method) {
        return AnnotationSupport.findRepeatableAnnotations(method, Fault.class).stream()
                .map(fault -> parse(fault, method))
                .toList();
    }

    private static FaultPlan parse(Fault fault, Method method) {
        FaultPlan plan;
        try {
            plan = FaultPlan.parse(fault.value());
        } catch (FaultPlanError e) {
            throw bad("@Fault", method, String.valueOf(e.getMessage()), e);
        }
        if (plan.isEmpty()) {
            throw bad("@Fault", method, "it holds no fault; a test without @Fault is played without faults", null);
        }
        return plan;
    }

    /**
     * Returns those plans of a sweep that fault the calls which the annotation names; all, if it names none.
     *
     * @param what makes the calls
     */
    static List<FaultPlan> chosen(List<FaultPlan> plans, Sweep sweep, Method method, String what) {
        Set<FailPoint> calls = EnumSet.noneOf(FailPoint.class);
        for (String call : sweep.value()) {
            try {
                calls.add(FailPoint.named(call));
            } catch (FaultPlanError e) {
                throw bad("@Sweep", method, String.valueOf(e.getMessage()), e);
            }
        }
        List<FaultPlan> chosen = plans.stream()
                .filter(plan ->
                        calls.isEmpty() || calls.contains(plan.faults().get(0).point()))
                .toList();
        if (chosen.isEmpty()) {
            throw bad(
                    "@Sweep",
                    method,
                    "there is nothing to sweep: " + what + " makes no "
                            + (calls.isEmpty()
                                    ? "call that has another answer"
                                    : "such call as " + String.join(", ", sweep.value())),
                    null);
        }
        return chosen;
    }

    /** Returns the refusal of what makes no sense in an annotation. */
    static ExtensionConfigurationException bad(
            String annotation, Method method, String what, @Nullable Throwable cause) {
        return new ExtensionConfigurationException(
                annotation + " on " + Declaration.place(method) + ": " + what, cause);
    }
}
