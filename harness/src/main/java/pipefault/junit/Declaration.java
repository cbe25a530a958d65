package pipefault.junit;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.ReflectionSupport;
import pipefault.fault.FaultPlan;
import pipefault.oracle.Oracles;
import pipefault.oracle.Verdict;
import pipefault.scenario.RecoveryMode;
import pipefault.scenario.RunSpec;
import pipefault.scenario.Scenario;
import pipefault.scenario.Script;
import pipefault.scenario.SubjectFactory;
import pipefault.scenario.Variant;
import pipefault.world.World;

/**
 * What a {@link PipefaultTest} says of itself: on the method, on its class, or by leaving it at the default.
 *
 * @param testClass the class of the test, which may have inherited the method
 * @param method its body
 * @param subject opens the subject
 * @param expect the verdicts that are right for the run with faults
 * @param recovery who has to do the work again
 * @param seed decides the order of the threads in simulation
 * @param control whether the control run is made
 * @param kernels where it runs, at least one
 */
record Declaration(
        Class<?> testClass,
        Method method,
        SubjectFactory subject,
        Set<Verdict> expect,
        RecoveryMode recovery,
        long seed,
        boolean control,
        List<World.Kernel> kernels) {

    private static final String SERVICE = "META-INF/services/" + SubjectFactory.class.getName();

    /** Reads the annotations; what makes no sense in them is told in one sentence that begins with the place. */
    static Declaration of(Class<?> testClass, Method method) {
        List<PipefaultTest> all = all(PipefaultTest.class, testClass, method);
        String place = place(method);
        Verdict[] expect = first(all, PipefaultTest::expect, "expect");
        if (expect.length == 0) {
            throw new ExtensionConfigurationException(
                    "@PipefaultTest on " + place + " expects no verdict at all; leave expect out, or name one");
        }
        return new Declaration(
                testClass,
                method,
                subject(first(all, PipefaultTest::subject, "subject"), testClass, place),
                Set.of(Arrays.stream(expect).distinct().toArray(Verdict[]::new)),
                first(all, PipefaultTest::recovery, "recovery"),
                first(all, PipefaultTest::seed, "seed"),
                first(all, PipefaultTest::control, "control"),
                kernels(testClass, method, World.Kernel.SIMULATED));
    }

    /** Returns the annotations of a method, its class and the classes around that, the nearest first. */
    private static <A extends Annotation> List<A> all(Class<A> type, Class<?> testClass, Method method) {
        List<A> all = new ArrayList<>();
        AnnotationSupport.findAnnotation(method, type).ifPresent(all::add);
        for (Class<?> each = testClass; each != null; each = each.getEnclosingClass()) {
            AnnotationSupport.findAnnotation(each, type).ifPresent(all::add);
        }
        return all;
    }

    /** Returns what the nearest annotation says that does not leave it at the default. */
    private static <T> T first(List<PipefaultTest> all, Function<PipefaultTest, T> attribute, String name) {
        Object byDefault = defaultOf(name);
        for (PipefaultTest each : all) {
            T value = attribute.apply(each);
            if (!Arrays.deepEquals(new Object[] {value}, new Object[] {byDefault})) {
                return value;
            }
        }
        return attribute.apply(all.get(0));
    }

    private static @Nullable Object defaultOf(String attribute) {
        try {
            return PipefaultTest.class.getMethod(attribute).getDefaultValue();
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("@PipefaultTest has no " + attribute, e);
        }
    }

    /** Returns where a test runs: by the nearest {@link Kernel}, or where it does by default. */
    static List<World.Kernel> kernels(Class<?> testClass, Method method, World.Kernel byDefault) {
        List<Kernel> all = all(Kernel.class, testClass, method);
        if (all.isEmpty()) {
            return List.of(byDefault);
        }
        List<World.Kernel> kernels =
                Arrays.stream(all.get(0).value()).distinct().toList();
        if (kernels.isEmpty()) {
            throw new ExtensionConfigurationException(
                    "@Kernel for " + place(method) + " names no kernel; allowed: SIMULATED, NATIVE, or both");
        }
        return kernels;
    }

    private static SubjectFactory subject(Class<? extends SubjectFactory> named, Class<?> testClass, String place) {
        if (named == SubjectFactory.class) {
            return onlyService(testClass, place);
        }
        return instance(named, place);
    }

    /** Makes the subject of a test, of whatever kind. */
    static <T> T instance(Class<? extends T> named, String place) {
        try {
            return ReflectionSupport.newInstance(named);
        } catch (RuntimeException | Error e) {
            throw new ExtensionConfigurationException(
                    "the subject " + named.getName() + " of " + place
                            + " cannot be made: it needs a constructor without parameters, and a nested class has to be"
                            + " static",
                    e);
        }
    }

    private static SubjectFactory onlyService(Class<?> testClass, String place) {
        List<SubjectFactory> found = ServiceLoader.load(SubjectFactory.class, testClass.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        if (found.size() == 1) {
            return found.get(0);
        }
        String there = found.isEmpty()
                ? "none is"
                : "there are "
                        + String.join(
                                ", ", found.stream().map(SubjectFactory::name).toList());
        throw new ExtensionConfigurationException("@PipefaultTest on " + place
                + " does not say what it drives: write subject = ... there or on the class, or name exactly one factory"
                + " in " + SERVICE + " (" + there + ")");
    }

    /** Returns class and method in short. */
    static String place(Method method) {
        return method.getDeclaringClass().getSimpleName() + "." + method.getName();
    }

    /** Returns class and method in short. */
    String place() {
        return place(method);
    }

    /** Returns what Maven calls this test. */
    String command() {
        return command(testClass, method);
    }

    /** Returns what Maven calls a test. */
    static String command(Class<?> testClass, Method method) {
        String outer = testClass
                .getName()
                .substring(
                        testClass.getPackageName().isEmpty()
                                ? 0
                                : testClass.getPackageName().length() + 1);
        String test = outer + "#" + method.getName();
        return "mvn test -Dtest=" + (test.contains("$") ? "'" + test + "'" : test);
    }

    /** Returns a run of this test. */
    RunSpec spec(Script script, FaultPlan plan) {
        Variant variant = new Variant(word(method.getName()), plan, script);
        Scenario scenario =
                new Scenario(word(testClass.getSimpleName()), place(), Oracles.deciding(), recovery, List.of(variant));
        return new RunSpec(scenario, variant, subject, seed, null);
    }

    /** Names in tokens have no other characters. */
    private static String word(String name) {
        return name.replaceAll("[^A-Za-z0-9_-]", "_");
    }

    /** Returns an annotation of the method. */
    <A extends Annotation> Optional<A> onMethod(Class<A> type) {
        return AnnotationSupport.findAnnotation(method, type);
    }
}
