package pipefault.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import pipefault.fault.FaultPlan;
import pipefault.scenario.Variant;

/** Steps in words have one spelling each, and come back from their name as they went into it. */
class OwnStepsTest {

    private static final FaultPlan HOLDS = FaultPlan.parse("CancelIoEx#1 -> hold(before, in-cancel)");

    private static OwnStepError refusal(String... steps) {
        return catchThrowableOfType(
                OwnStepError.class, () -> OwnSteps.read(List.of(steps)).requireGates(HOLDS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "write 1 bytes",
                "write 1048576 bytes",
                "write 64 KiB",
                "begin write 1024 KiB",
                "wait for write 2000 ms",
                "begin wait for write 1 ms",
                "ask bytesPending",
                "ask bytesPending by another thread",
                "ask bytesPending by another thread even while held",
                "begin ask bytesPending by another thread",
                "stop",
                "stop even while held",
                "begin stop by another thread",
                "close",
                "close by another thread",
                "peer reads 100 bytes",
                "peer reads all",
                "peer leaves",
                "until the peer has 4 KiB",
                "until gate in-cancel is reached",
                "open gate in-cancel",
                "until 1000 answers of GetOverlappedResult",
                "until all faults have fired",
                "until no callback runs",
                "expect all reported",
                "expect all reported even while held",
                "expect 100 bytes received",
                "listener asks bytesPending when warned",
                "listener asks bytesPending when told",
                "listener closes when told",
            })
    void each_step_comes_back_from_its_name(String text) {
        OwnSteps steps = OwnSteps.read(List.of("open", text, "close"));
        steps.requireGates(HOLDS);

        Variant variant = OwnSteps.scenario().variant(steps.name()).orElseThrow();

        assertThat(steps.name()).matches("[A-Za-z0-9_-]+");
        assertThat(OwnSteps.of(OwnSteps.scenario(), variant).orElseThrow().words())
                .containsExactly("open", text, "close");
    }

    @ParameterizedTest
    @ValueSource(strings = {"write", "wait", "ask", "stop", "close"})
    void what_is_begun_can_be_looked_at_and_waited_for(String name) {
        String call = name.equals("write")
                ? "write 64 KiB"
                : name.equals("wait") ? "wait for write 5 ms" : name.equals("ask") ? "ask bytesPending" : name;
        List<String> texts = List.of(
                "open",
                "begin " + call,
                "until " + name + " returns or blocks",
                name + " returns",
                "begin " + call,
                name + " returns even while held");

        OwnSteps steps = OwnSteps.read(texts);

        assertThat(OwnSteps.scenario().variant(steps.name())).isPresent();
        assertThat(steps.words()).isEqualTo(texts);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "sotp                          | unknown step 'sotp'                     | did you mean 'stop'?",
                "Stop                          | unknown step 'Stop'                     | did you mean 'stop'?",
                "begin sotp                    | unknown step 'begin sotp'               | did you mean 'begin stop'?",
                "wirte 64 KiB                  | unknown step 'wirte 64 KiB'             | did you mean 'write SIZE'?",
                "per reads all                 | unknown step                            | did you mean 'peer reads all'?",
                "dance                         | unknown step 'dance'                    | allowed: open, write SIZE,",
                "write 100                     | '100' is no size                        | did you mean '100 bytes'?",
                "write 0 bytes                 | '0' is not in range                     | from 1 to 1048576",
                "write 20 000 bytes            | '20 000' is not in range                | from 1 to 1048576",
                "write 5 foo KiB               | '5 foo' is not in range                 | from 1 to 1024",
                "wait for write 1 000 ms       | '1 000' is not in range                 | from 1 to 2000",
                "write 1025 KiB                | '1025' is not in range                  | from 1 to 1024",
                "write 99999999999 bytes       | '99999999999' is not in range           | from 1 to 1048576",
                "write 010 bytes               | '010' is not in range                   | allowed: 'N bytes'",
                "write -1 bytes                | '-1' is not in range                    | allowed: 'N bytes'",
                "write 64 MiB                  | '64 MiB' is no size                     | allowed: 'N bytes'",
                "wait for write 3 s            | '3 s' is no time                        | 'N ms' from 1 to 2000",
                "wait for write 2001 ms        | '2001' is not in range                  | 'N ms' from 1 to 2000",
                "peer reads everything         | 'everything' is no size                 | allowed: 'N bytes'",
                "until 0 answers of WriteFile  | '0' is not in range                     | from 1 to 1000",
                "until 2 answers of WriteFiel  | unknown call 'WriteFiel'                | did you mean WriteFile?",
                "until gate in-cancl is reached| the plan has no gate 'in-cancl'         | did you mean in-cancel?",
                "open gate in cancel           | 'open gate in cancel' is no step        | write 'open gate in-cancel'",
                "open gate IN                  | 'IN' is no name of a gate               | with a letter first",
                "stop returns                  | no 'stop' has been begun                | a 'begin' comes before",
                "until close returns or blocks | no 'close' has been begun               | a 'begin' comes before",
                "sotp returns                  | unknown call of a writer 'sotp'         | did you mean stop?",
                "write 1 KiB by another thread | a write by another thread               | ask bytesPending, stop, close",
                "begin stop even while held    | a call that is only begun               | where it 'returns'",
                "begin open                    | there is no such step: open             | allowed by another thread",
                "open                          | 'open' comes again                      | it is the first step",
            })
    void a_wrong_step_is_refused_with_what_is_allowed(String step, String found, String hint) {
        OwnStepError refusal = refusal("open", step);

        assertThat(refusal).as(step).hasMessageContaining(found);
        assertThat(refusal.allowed()).contains(hint);
        assertThat(refusal.index()).isEqualTo(1);
    }

    @Test
    void a_step_before_open_is_refused() {
        assertThat(refusal("write 1 KiB", "open")).hasMessage("'write 1 KiB' comes before 'open'");
    }

    @Test
    void what_has_returned_is_not_waited_for_again() {
        assertThat(refusal("open", "begin stop", "stop returns", "stop returns"))
                .hasMessageContaining("no 'stop' has been begun");
    }

    @Test
    void a_gate_without_a_plan_that_holds_is_refused() {
        OwnSteps steps = OwnSteps.read(List.of("open", "open gate here"));

        OwnStepError refusal = catchThrowableOfType(OwnStepError.class, () -> steps.requireGates(FaultPlan.NONE));

        assertThat(refusal.allowed()).contains("it holds nothing").contains("hold(before, here)");
    }

    @Test
    void too_many_steps_are_refused_at_the_first_that_is_too_many() {
        String[] many = Collections.nCopies(OwnSteps.STEPS_MAX + 1, "stop").toArray(String[]::new);
        many[0] = "open";

        assertThat(refusal(many).index()).isEqualTo(OwnSteps.STEPS_MAX);
        assertThat(refusal(many).allowed()).contains("up to 24");
    }

    @Test
    void a_name_that_is_no_steps_is_no_variant() {
        for (String name : List.of("", "stop", "open_dance", "open_write-007-bytes", "open__stop")) {
            assertThat(OwnSteps.scenario().variant(name)).as(name).isEmpty();
        }
    }

    /** Whatever the list of steps shows can be written. */
    @ParameterizedTest
    @EnumSource(StepWords.class)
    void each_step_that_is_listed_can_be_read(StepWords listed) {
        String text = listed.template()
                .replace("SIZE", "1 KiB")
                .replace("TIME", "1 ms")
                .replace("GATE", "in-cancel")
                .replace("POINT", "WriteFile")
                .replace("CALL", "stop")
                .replace("NAME", "stop")
                .replace("STEP", "stop")
                .replace(" N ", " 1 ");
        List<String> before = text.equals("open") ? List.of() : List.of("open", "begin stop");

        OwnSteps steps =
                OwnSteps.read(Stream.concat(before.stream(), Stream.of(text)).toList());

        assertThat(steps.words()).endsWith(text);
    }
}
