package pipefault.junit;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.platform.commons.support.AnnotationSupport;
import pipefault.fault.FaultPlan;
import pipefault.foreign.ForeignResult;
import pipefault.foreign.ForeignRun;
import pipefault.foreign.ForeignSubject;
import pipefault.foreign.Script;
import pipefault.jna.WindowsKernel;
import pipefault.oracle.Verdict;
import pipefault.simulation.Schedules;
import pipefault.simulation.SimulatedWorld;
import pipefault.world.World;

/**
 * What a {@link ForeignTest} says of itself.
 *
 * @param subject what makes one
 * @param subjectName its name
 * @param expect the verdicts that are right under faults
 * @param withoutFaults those that are right without
 */
record ForeignDeclaration(
        Class<?> testClass,
        Method method,
        Class<? extends ForeignSubject> subject,
        String subjectName,
        Script script,
        Set<Verdict> expect,
        Set<Verdict> withoutFaults) {

    /** Reads the annotation; what makes no sense in it is told in one sentence that begins with the place. */
    static ForeignDeclaration of(Class<?> testClass, Method method) {
        ForeignTest test = AnnotationSupport.findAnnotation(method, ForeignTest.class)
                .orElseThrow(() -> new IllegalStateException("no @ForeignTest on " + method));
        return new ForeignDeclaration(
                testClass,
                method,
                test.subject(),
                instance(test.subject(), method).name(),
                test.script(),
                verdicts(test.expect(), "expect", method),
                verdicts(test.withoutFaults(), "withoutFaults", method));
    }

    private static Set<Verdict> verdicts(Verdict[] named, String attribute, Method method) {
        if (named.length == 0) {
            throw new ExtensionConfigurationException("@ForeignTest on " + Declaration.place(method)
                    + " allows no verdict at all; leave " + attribute + " out, or name one");
        }
        return Set.of(Arrays.stream(named).distinct().toArray(Verdict[]::new));
    }

    private static ForeignSubject instance(Class<? extends ForeignSubject> type, Method method) {
        return Declaration.instance(type, Declaration.place(method));
    }

    /** Plays the conversation, with a subject of its own. */
    ForeignResult play(World.Kernel kernel, FaultPlan plan) {
        ForeignSubject own = instance(subject, method);
        ForeignRun run = kernel == World.Kernel.NATIVE
                ? new ForeignRun(WindowsKernel::newWorld, own)
                : new ForeignRun(() -> SimulatedWorld.create(Schedules.ofSeed(0)), own);
        return run.make(script, plan);
    }
}
