package pipefault.scenario;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import pipefault.fault.FailPoint;
import pipefault.fault.FaultPlan;
import pipefault.inject.Answer;
import pipefault.inject.FaultStatus;
import pipefault.inject.Interception;
import pipefault.inject.Observation;
import pipefault.inject.Property;
import pipefault.oracle.Evidence;
import pipefault.oracle.Finding;
import pipefault.oracle.ListenerEvent;
import pipefault.oracle.Oracle;
import pipefault.oracle.Oracles;
import pipefault.oracle.StepOutcome;
import pipefault.oracle.Verdict;
import pipefault.pipe.PipePair;
import pipefault.simulation.SimulationLivelock;
import pipefault.trace.CallRecord;
import pipefault.trace.Trace;
import pipefault.world.World;

/** Executes runs in this process, one after another, and judges them. */
public final class Runner implements RunExecutor {

    private final LongFunction<World> worlds;
    private Consumer<String> onUnsafe = text -> {};

    /**
     * Creates a runner.
     *
     * @param worlds makes a fresh world from a seed; 0 is the default schedule, which a control run has: a race that needs no
     *     fault may show under any other
     */
    public Runner(LongFunction<World> worlds) {
        this.worlds = worlds;
    }

    /** Sets who is told at once of each finding about memory, before a run has ended. */
    void onUnsafe(Consumer<String> watcher) {
        onUnsafe = watcher;
    }

    @Override
    public List<RunResult> runWithControl(RunSpec spec) {
        RunResult control = run(spec, true);
        RunResult faulted = run(spec, false);
        return List.of(control, compare(faulted, control));
    }

    /** Tells RECOVERED from UNAFFECTED by what the owner and the peer saw in the control run. */
    private static RunResult compare(RunResult faulted, RunResult control) {
        if (faulted.verdict() == Verdict.RECOVERED && faulted.signature().equals(control.signature())) {
            return faulted.withVerdict(Verdict.UNAFFECTED, "");
        }
        return faulted;
    }

    private RunResult run(RunSpec spec, boolean control) {
        long start = System.nanoTime();
        FaultPlan plan = control ? FaultPlan.NONE : spec.plan();
        try (World world = worlds.apply(control ? 0 : spec.seed())) {
            Interception interception = new Interception(world, plan, spec.seed());
            interception.observations().onAdded(observation -> {
                if (observation.property() == Property.OWNERSHIP) {
                    onUnsafe.accept(observation.text());
                }
            });
            Execution execution = new Execution(world, interception, spec, control);
            execution.play();
            return execution.result(plan, (System.nanoTime() - start) / 1_000_000);
        } catch (RuntimeException | Error e) {
            return broken(spec, control, plan, e, (System.nanoTime() - start) / 1_000_000);
        }
    }

    private static RunResult broken(RunSpec spec, boolean control, FaultPlan plan, Throwable e, long millis) {
        StringWriter stack = new StringWriter();
        e.printStackTrace(new PrintWriter(stack, true));
        Finding finding =
                new Finding("harness", Verdict.HARNESS_ERROR, stack.toString().strip());
        return new RunResult(
                spec.scenario().id(),
                spec.variant().name(),
                spec.factory().name(),
                control ? RunResult.CONTROL : RunResult.FAULT,
                spec.seed(),
                Verdict.HARNESS_ERROR,
                plan.toString(),
                List.of(),
                List.of(finding),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                new Trace(List.of()),
                millis);
    }

    /** One run from its first step to its judgement. */
    private static final class Execution {
        private final World world;
        private final Interception interception;
        private final RunSpec spec;
        private final boolean control;
        private final List<String> notes = new ArrayList<>();
        private @Nullable Run run;
        private @Nullable String recovery;
        private boolean notArranged;

        /** Where in the trace the part of the driven subject ends and that of a fresh one begins. */
        private int lastOfSubject = Integer.MAX_VALUE;

        private List<String> lastSeen = List.of();

        Execution(World world, Interception interception, RunSpec spec, boolean control) {
            this.world = world;
            this.interception = interception;
            this.spec = spec;
            this.control = control;
        }

        void play() {
            world.run(() -> {
                try (PipePair pipe = PipePair.open(world, Run.QUOTA)) {
                    Run started = new Run(world, interception, spec.factory(), control, pipe);
                    run = started;
                    playSteps(started);
                    interception.lift();
                    if (spec.scenario().recovery() == RecoveryMode.FRESH_SUBJECT) {
                        closeSubject(started);
                        lastOfSubject =
                                interception.recorder().note(CallRecord.Kind.STEP, "the driven subject is done with");
                    }
                    if (started.overdue().isEmpty()) {
                        recovery =
                                new RecoveryPhase(started).play(spec.scenario().recovery());
                    }
                    windDown(started);
                }
            });
        }

        private void playSteps(Run started) {
            try {
                spec.variant().script().play(started);
            } catch (Overdue overdue) {
                lastSeen = world.whoWaitsForWhat().lines();
            } catch (NotArranged missed) {
                notArranged = true;
                notes.add(String.valueOf(missed.getMessage()));
            } catch (SimulationLivelock livelock) {
                started.overdue().add(String.valueOf(livelock.getMessage()));
            }
        }

        private void closeSubject(Run started) {
            if (started.overdue().isEmpty() && started.subject() != null) {
                try {
                    started.close().within(Bounds.STEP);
                } catch (Overdue overdue) {
                    lastSeen = world.whoWaitsForWhat().lines();
                }
            }
        }

        private void windDown(Run started) {
            interception.recorder().note(CallRecord.Kind.STEP, "the run is wound down");
            closeSubject(started);
            started.pipe().closeSubjectEnd();
            started.peer().drain();
            started.peer().awaitEnd(Duration.ofMillis(500));
            started.peer().stop();
            started.pipe().closePeerEnd();
            world.await(
                    "late completions",
                    () -> interception.operations().pending().isEmpty(),
                    Bounds.LATE_COMPLETIONS);
            world.await(
                    "late releases",
                    () -> interception.operations().awaitingRelease().isEmpty(),
                    Bounds.LATE_COMPLETIONS);
            if (started.overdue().isEmpty()) {
                world.loop().close();
            } else {
                int abandoned = world.abort();
                if (abandoned > 0) {
                    notes.add(abandoned + " threads did not end and were abandoned");
                }
            }
        }

        RunResult result(FaultPlan plan, long millis) {
            Run finished = run;
            if (finished == null) {
                throw new HarnessError("the run ended before its first step");
            }
            Evidence evidence = evidence(finished);
            boolean strict = control || !spec.factory().isSpecimen();
            List<Oracle> deciding = strict ? Oracles.deciding() : spec.question();
            List<Finding> decisive = new ArrayList<>();
            List<Finding> beside = new ArrayList<>();
            for (Oracle oracle : Oracles.all()) {
                (deciding.contains(oracle) ? decisive : beside).addAll(oracle.judge(evidence));
            }
            if (control) {
                decisive.addAll(thrownWithoutFault(evidence));
            }
            List<RunResult.Fired> fired = fired();
            return new RunResult(
                    spec.scenario().id(),
                    spec.variant().name(),
                    spec.factory().name(),
                    control ? RunResult.CONTROL : RunResult.FAULT,
                    spec.seed(),
                    verdict(decisive, fired),
                    plan.toString(),
                    fired,
                    decisive,
                    beside,
                    notes,
                    lastSeen,
                    signature(finished),
                    interception.recorder().trace(),
                    millis);
        }

        private static List<Finding> thrownWithoutFault(Evidence evidence) {
            return evidence.steps().stream()
                    // A subject that was stopped may refuse further data in this way.
                    .filter(step -> step.thrown() != null && !(step.name().equals("write") && stopped(evidence, step)))
                    .map(step -> new Finding(
                            "control", Verdict.MISREPORTED, step.name() + " threw without any fault: " + step.thrown()))
                    .toList();
        }

        private static boolean stopped(Evidence evidence, StepOutcome before) {
            return evidence.steps().stream()
                    .anyMatch(step -> step.began() < before.began()
                            && (step.name().equals("stop") || step.name().equals("close")));
        }

        private List<RunResult.Fired> fired() {
            List<RunResult.Fired> all = new ArrayList<>();
            for (FaultStatus status : interception.faultStatus()) {
                all.add(new RunResult.Fired(status.fault().toString(), status.times(), status.nearMiss()));
                if (status.times() == 0) {
                    notes.add("did not fire: " + status.fault() + " (" + status.nearMiss() + ")");
                }
            }
            for (String gate : interception.expiredHolds()) {
                notes.add("nobody opened gate " + gate + " within " + Interception.DEAD_MAN_BOUND.toSeconds() + " s");
            }
            return all;
        }

        private Verdict verdict(List<Finding> decisive, List<RunResult.Fired> fired) {
            Verdict worst = Verdict.UNAFFECTED;
            for (Finding finding : decisive) {
                worst = worst.orWorse(finding.verdict());
            }
            if (!worst.isGood()) {
                return worst;
            }
            if (control) {
                return notArranged ? Verdict.NOT_EXERCISED : worst;
            }
            boolean missed = fired.stream().anyMatch(f -> f.times() == 0)
                    || notArranged
                    || !interception.expiredHolds().isEmpty();
            return missed ? Verdict.NOT_EXERCISED : Verdict.RECOVERED;
        }

        private Evidence evidence(Run finished) {
            List<Observation> observations = new ArrayList<>();
            for (Property property : Property.values()) {
                observations.addAll(interception.observations().of(property));
            }
            List<StepOutcome> steps = finished.steps().stream()
                    .map(step -> step.outcome(world.elapsed()))
                    .toList();
            boolean stuck = !finished.overdue().isEmpty();
            boolean dropped = interception.answers().all().stream()
                    .anyMatch(a -> a.point() == FailPoint.DISCONNECT_NAMED_PIPE
                            && a.result().ok());
            Trace own = new Trace(interception.recorder().trace().records().stream()
                    .filter(each -> each.sequence() <= lastOfSubject)
                    .toList());
            List<Answer> answers = interception.answers().all().stream()
                    .filter(answer -> answer.sequence() <= lastOfSubject)
                    .toList();
            return new Evidence(
                    own,
                    observations,
                    answers,
                    finished.listener().events(),
                    steps,
                    ByteBuffer.wrap(finished.accepted()),
                    ByteBuffer.wrap(finished.peer().received()),
                    dropped,
                    finished.overdue(),
                    stuck ? List.of() : interception.handles().open(),
                    stuck ? List.of() : interception.operations().unreleased(),
                    finished.quietSince(),
                    Stream.concat(world.strayExceptions().stream(), interception.strayExceptions().stream())
                            .map(Throwable::toString)
                            .toList(),
                    recovery);
        }

        private static Map<String, String> signature(Run finished) {
            Map<String, String> seen = new TreeMap<>();
            List<ListenerEvent> events = finished.listener().events();
            seen.put("written", Long.toString(finished.listener().written()));
            seen.put("received", Long.toString(finished.peer().count()));
            for (ListenerEvent.Kind kind : ListenerEvent.Kind.values()) {
                if (kind != ListenerEvent.Kind.WRITTEN) {
                    seen.put(
                            kind.name(),
                            events.stream()
                                    .filter(e -> e.kind() == kind)
                                    .map(ListenerEvent::value)
                                    .toList()
                                    .toString());
                }
            }
            List<String> thrown = new ArrayList<>();
            finished.steps().forEach(step -> {
                if (step.thrown() != null) {
                    thrown.add(step.name());
                }
            });
            seen.put("thrown", thrown.toString());
            return seen;
        }
    }
}
