package pipefault.junit;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.platform.commons.support.ReflectionSupport;
import pipefault.explore.Bound;
import pipefault.explore.SearchPlan;
import pipefault.explore.Shard;
import pipefault.explore.SweepCell.When;
import pipefault.explore.TokenError;
import pipefault.explore.Way;
import pipefault.fault.FaultPlan;
import pipefault.scenario.Runner;
import pipefault.world.World;

/** Turns the annotations of a {@link PipefaultTest} into its invocations; what makes no sense is told with its place. */
final class Invocations {

    private final Declaration declaration;
    private final ExtensionContext context;

    private Invocations(ExtensionContext context) {
        this.context = context;
        declaration = Declaration.of(context.getRequiredTestClass(), context.getRequiredTestMethod());
    }

    /** Returns the invocations of a test. */
    static Stream<TestTemplateInvocationContext> of(ExtensionContext context) {
        return new Invocations(context).all();
    }

    private Stream<TestTemplateInvocationContext> all() {
        List<FaultPlan> faults = Plans.ofFaults(declaration.method());
        Optional<Sweep> sweep = declaration.onMethod(Sweep.class);
        Optional<Explore> explore = declaration.onMethod(Explore.class);
        Optional<Replay> replay = declaration.onMethod(Replay.class);
        List<String> kinds = new ArrayList<>();
        if (!faults.isEmpty()) {
            kinds.add("@Fault");
        }
        Stream.of(sweep, explore, replay)
                .flatMap(Optional::stream)
                .forEach(each ->
                        kinds.add("@" + ((Annotation) each).annotationType().getSimpleName()));
        if (kinds.size() > 1) {
            throw bad(String.join(" and ", kinds), "a test takes one of @Fault, @Sweep, @Explore and @Replay", null);
        }
        if (faults.isEmpty() && !kinds.isEmpty() && !declaration.kernels().equals(List.of(World.Kernel.SIMULATED))) {
            throw bad(
                    kinds.get(0) + " and @Kernel",
                    kinds.get(0) + " is made on the simulated kernel only, where a run is the same each time",
                    null);
        }
        if (sweep.isPresent()) {
            return swept(sweep.get());
        }
        if (explore.isPresent()) {
            return explored(explore.get());
        }
        return replay.isPresent() ? replayed(replay.get()) : planned(faults);
    }

    private Stream<TestTemplateInvocationContext> planned(List<FaultPlan> faults) {
        List<FaultPlan> plans = faults.isEmpty() ? List.of(FaultPlan.NONE) : faults;
        return plans.stream()
                .flatMap(plan -> declaration.kernels().stream()
                        .map(kernel -> new PlayedInvocation(
                                Plans.name(plan) + (kernel == World.Kernel.NATIVE ? ", on the native kernel" : ""),
                                new PlannedRun(declaration, plan, kernel, false))));
    }

    private Stream<TestTemplateInvocationContext> swept(Sweep sweep) {
        Set<When> when = sweep.persistent() ? EnumSet.allOf(When.class) : EnumSet.of(When.ONCE);
        pipefault.explore.Sweep counted = pipefault.explore.Sweep.begin(
                declaration.spec(counting().script(), FaultPlan.NONE), Runner.simulated());
        List<FaultPlan> plans = new ArrayList<>(List.of(FaultPlan.NONE));
        if (counted.flawWithoutFaults().isEmpty()) {
            // Else there is nothing to be learnt from faults, and the first invocation tells why.
            plans.addAll(Plans.chosen(counted.plans(when), sweep, declaration.method(), "the body"));
        }
        return plans.stream()
                .map(plan -> new PlayedInvocation(
                        Plans.name(plan), new PlannedRun(declaration, plan, World.Kernel.SIMULATED, true)));
    }

    /** Returns the body with an instance of its own: JUnit makes its instances later. */
    private TestBody counting() {
        Method method = declaration.method();
        for (Class<?> type : method.getParameterTypes()) {
            if (!PipefaultExtension.OF_THE_RUN.contains(type)) {
                throw bad(
                        "@Sweep",
                        "the body is played once before JUnit makes its parameters, so it can have a Run, a PipePair and"
                                + " a Platform, but no " + type.getSimpleName(),
                        null);
            }
        }
        Object target = context.getTestInstance().orElseGet(() -> instance(declaration.testClass()));
        return new TestBody(method, target, Collections.nCopies(method.getParameterCount(), null));
    }

    private Object instance(Class<?> type) {
        try {
            boolean inner = type.isMemberClass() && !Modifier.isStatic(type.getModifiers());
            return inner
                    ? ReflectionSupport.newInstance(type, instance(type.getEnclosingClass()))
                    : ReflectionSupport.newInstance(type);
        } catch (RuntimeException | Error e) {
            throw bad(
                    "@Sweep",
                    "the calls are counted on an instance of " + type.getSimpleName()
                            + " that cannot be made: it needs a constructor without parameters",
                    e);
        }
    }

    private Stream<TestTemplateInvocationContext> explored(Explore explore) {
        Bound bound = Bound.parse(explore.bound())
                .orElseThrow(() -> bad(
                        "@Explore",
                        "a bound has the form P,F,K: switches of threads, faults, departures of the kernel, from 0 to "
                                + Bound.MAX + " each; but it was \"" + explore.bound() + "\"",
                        null));
        if (explore.schedules() < 1) {
            throw bad("@Explore", "schedules are counted from 1, but it was " + explore.schedules(), null);
        }
        String name = "at most " + explore.schedules() + " schedules, bound " + bound;
        SearchPlan plan = SearchPlan.usual(bound, Shard.ALL, explore.schedules());
        return Stream.of(new PlayedInvocation(name, new Exploring(declaration, plan)));
    }

    private Stream<TestTemplateInvocationContext> replayed(Replay replay) {
        Way way;
        try {
            way = Way.parse(replay.value());
        } catch (TokenError e) {
            throw bad("@Replay", String.valueOf(e.getMessage()), e);
        }
        return Stream.of(new PlayedInvocation("replay of " + replay.value(), new Replaying(declaration, way)));
    }

    private ExtensionConfigurationException bad(String annotation, String what, @Nullable Throwable cause) {
        return Plans.bad(annotation, declaration.method(), what, cause);
    }
}
