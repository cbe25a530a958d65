package pipefault.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Every fail point with every form of action and trigger, and texts that are broken in every place. */
class GeneratedPlansTest {

    private static final List<Trigger> TRIGGERS = List.of(
            Trigger.ANY,
            new Trigger(null, null, 1, 1, 1, 100, false, null),
            new Trigger("pool", null, 2, 5, 1, 100, false, null),
            new Trigger("pool-2", null, 1, 1_000_000, 7, 100, false, null),
            new Trigger(null, null, 3, Trigger.OPEN, 2, 99, false, null),
            new Trigger(null, null, 1, Trigger.OPEN, 1, 1, true, null),
            new Trigger(
                    "owner",
                    null,
                    4,
                    4,
                    1,
                    100,
                    false,
                    UntilEvent.returned(FailPoint.WRITE_FILE, 3).by("pool")));

    @Test
    void every_fault_that_can_be_built_is_read_back_as_the_same_value() {
        int built = 0;
        for (FailPoint point : FailPoint.values()) {
            for (Action action : actions()) {
                for (boolean unrealistic : new boolean[] {false, true}) {
                    for (Trigger trigger : TRIGGERS) {
                        if (FaultRules.objection(point, action, unrealistic).isEmpty()) {
                            Fault fault = new Fault(point, trigger, action, unrealistic);
                            assertThat(Fault.parse(fault.toString())).isEqualTo(fault);
                            built++;
                        }
                    }
                }
            }
        }
        assertThat(built).isGreaterThan(5_000);
    }

    @Test
    void a_fault_that_java_refuses_is_refused_as_text_with_the_same_words() {
        int refused = 0;
        for (FailPoint point : FailPoint.values()) {
            for (Action action : actions()) {
                if (FaultRules.objection(point, action, false).isPresent()) {
                    String text = point + "#1 -> " + action;
                    String clause = FaultRules.objection(point, action, false)
                            .orElseThrow()
                            .what();
                    assertThatThrownBy(() -> Fault.on(point).occurrence(1).then(action))
                            .isInstanceOf(FaultPlanError.class)
                            .hasMessageContaining(clause);
                    assertThatThrownBy(() -> Fault.parse(text))
                            .isInstanceOf(FaultPlanError.class)
                            .hasMessageContaining(clause);
                    refused++;
                }
            }
        }
        assertThat(refused).isGreaterThan(500);
    }

    @Test
    void every_plan_is_read_back_as_the_same_value() {
        List<Fault> faults = new ArrayList<>();
        for (FailPoint point : FailPoint.values()) {
            for (Trigger trigger : TRIGGERS.subList(0, 2)) {
                faults.add(new Fault(point, trigger, new Action.Pass(), false));
            }
        }
        FaultPlan plan = new FaultPlan(faults);

        assertThat(FaultPlan.parse(plan.toString())).isEqualTo(plan);
        assertThat(FaultPlan.parse(plan.toString().replace("; ", "\n"))).isEqualTo(plan);
    }

    @Test
    void a_broken_text_is_refused_with_a_place_inside_it_and_never_crashes() {
        String text =
                "CancelIoEx@owner#1..5+2%50 once after WriteFile#2 -> unrealistic(fail(5, lie)); Post#1 : hold(after, g-1, until Lock@pool#1.returned)";
        Random random = new Random(17);
        String alphabet = "aZ09_-.,;:#@%+>(){} \n\t\r\u00e9\u0661\ud83d";
        int refused = 0;
        for (int round = 0; round < 20_000; round++) {
            StringBuilder broken = new StringBuilder(text);
            for (int slips = 1 + random.nextInt(2); slips > 0; slips--) {
                int at = random.nextInt(broken.length());
                char c = alphabet.charAt(random.nextInt(alphabet.length()));
                switch (random.nextInt(3)) {
                    case 0 -> broken.deleteCharAt(at);
                    case 1 -> broken.setCharAt(at, c);
                    default -> broken.insert(at, c);
                }
            }
            Throwable thrown = catchThrowable(() -> FaultPlan.parse(broken.toString()));
            if (thrown != null) {
                assertThat(thrown).as("%s", broken).isInstanceOfSatisfying(FaultPlanError.class, error -> {
                    assertThat(error.text()).isEqualTo(broken.toString());
                    assertThat(error.offset()).isBetween(0, broken.length());
                    assertThat(error).hasMessageContaining("^");
                });
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(10_000);
    }

    private static List<Action> actions() {
        List<Action> actions = new ArrayList<>(List.of(
                new Action.Pass(),
                new Action.Succeed(),
                new Action.Drop(),
                new Action.Repeat(),
                new Action.Reject(),
                new Action.Signal()));
        for (int code : new int[] {0, 5, 6, 8, 109, 232, 258, 995, 996, 997, 1168, 1450, 12_345, 15_999}) {
            actions.add(new Action.Fail(code, false, false));
            actions.add(new Action.Fail(code, true, false));
            actions.add(new Action.Fail(code, false, true));
            actions.add(new Action.Fail(code, true, true));
            actions.add(new Action.Alter(Action.Alter.What.CODE, false, code));
        }
        for (long amount : new long[] {0, 1, 128, 192, 258, Action.Alter.AMOUNT_MAX}) {
            actions.add(new Action.Alter(Action.Alter.What.COUNT, true, amount));
            actions.add(new Action.Alter(Action.Alter.What.COUNT, true, -amount));
            actions.add(new Action.Alter(Action.Alter.What.COUNT, false, amount));
            actions.add(new Action.Alter(Action.Alter.What.INTERNAL, false, amount));
            actions.add(new Action.Alter(Action.Alter.What.RESULT, false, amount));
        }
        for (Phase phase : Phase.values()) {
            for (long micros : new long[] {1, 999, 1_000, 50_000, 1_000_000, 1_000_001, 3_600_000_000L}) {
                actions.add(new Action.Delay(phase, Duration.ofNanos(micros * 1_000)));
            }
            actions.add(new Action.Hold(phase, "gate", null));
            for (FailPoint point : FailPoint.values()) {
                actions.add(new Action.Hold(phase, "a-1-b", UntilEvent.entered(point, 1_000_000)));
                actions.add(
                        new Action.Hold(phase, "g", UntilEvent.entered(point, 2).by("pool-3")));
            }
        }
        return actions;
    }
}
