package pipefault.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pipefault.explore.Way.Step;
import pipefault.fault.FaultPlan;

class WayTest {

    private static final Way TWO_STEPS =
            new Way("plain", "all-methods", "recovering", true, List.of(new Step(7, 3), new Step(40, 1)));

    private static final Way WITH_PLAN = new Way(
            "plain",
            "all-methods",
            "recovering",
            false,
            List.of(new Step(7, 3)),
            FaultPlan.parse("CancelIoEx#1 -> fail(ERROR_ACCESS_DENIED)"));

    private static final Way NO_STEP = new Way("D1-deadlock", "pending", "as_shipped", false, List.of());

    @Test
    void comes_back_as_it_was() {
        assertThat(Way.parse(TWO_STEPS.text())).isEqualTo(TWO_STEPS);
        assertThat(Way.parse(NO_STEP.text())).isEqualTo(NO_STEP);
        assertThat(Way.parse(WITH_PLAN.text())).isEqualTo(WITH_PLAN);
    }

    @Test
    void is_one_word_that_every_shell_leaves_alone() {
        assertThat(TWO_STEPS.text()).matches("2\\.plain\\.all-methods\\.recovering\\.f7-3_40-1\\.[a-z0-9]{4}");
        assertThat(NO_STEP.text()).matches("2\\.D1-deadlock\\.pending\\.as_shipped\\.n\\.[a-z0-9]{4}");
    }

    @Test
    void departs_at_the_numbers_that_it_names_and_nowhere_else() {
        // Nothing but questions who goes on: decision 1 goes to b, which keeps the turn.
        Decider decider = new Way("s", "v", "w", false, List.of(new Step(1, 1))).decider();

        assertThat(new ToyProgram(0, 3, 2).run(decider)).isEqualTo("abbaa");
    }

    @Test
    void no_letter_can_be_changed_unnoticed() {
        String text = TWO_STEPS.text();
        for (int at = Way.PREFIX.length(); at < text.length(); at++) {
            String damaged = text.substring(0, at) + (text.charAt(at) == '5' ? '6' : '5') + text.substring(at + 1);
            assertThatExceptionOfType(TokenError.class).isThrownBy(() -> Way.parse(damaged));
        }
    }

    @Test
    void nothing_can_be_cut_off_unnoticed() {
        for (String text : List.of(TWO_STEPS.text(), WITH_PLAN.text())) {
            for (int length = 0; length < text.length(); length++) {
                String cut = text.substring(0, length);
                assertThatExceptionOfType(TokenError.class).isThrownBy(() -> Way.parse(cut));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2.",
                "1.D1-deadlock.pending.as-shipped.1.68z0",
                "2.plain.all-methods.recovering.x7-3.aaaa",
                "2.plain.all-methods.recovering.f7-3_.aaaa",
                "2.plain.all-methods.recovering.f7.aaaa",
                "2.plain.all-methods.recovering.f99999999-1.aaaa",
                "2.plain.all methods.recovering.f7-3.aaaa",
            })
    void what_is_no_way_is_told(String text) {
        assertThatExceptionOfType(TokenError.class)
                .isThrownBy(() -> Way.parse(text))
                .withMessageContaining("2.SCENARIO.VARIANT.WRITER.WAY[.PLAN].CHECK");
    }

    @Test
    void a_text_that_is_too_long_is_told() {
        List<Step> steps =
                IntStream.range(0, 1_000).mapToObj(index -> new Step(index, 1)).toList();
        String text = new Way("plain", "all-methods", "recovering", true, steps).text();

        assertThatExceptionOfType(TokenError.class)
                .isThrownBy(() -> Way.parse(text))
                .withMessage("a token of a search has at most 4000 characters, but this one has " + text.length());
    }
}
