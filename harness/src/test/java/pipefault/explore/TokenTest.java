package pipefault.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pipefault.fault.FaultPlan;

class TokenTest {

    private static final FaultPlan THREE_FAULTS =
            FaultPlan.parse("GetOverlappedResult@pool#1 -> hold(before, in-callback, until CancelIoEx#1);"
                    + " CancelIoEx#1 -> fail(ERROR_ACCESS_DENIED); WriteFile#2 -> delay(before, 50ms)");

    private static final Token PLAIN = new Token("D1-deadlock", "cancel-fails", "as-shipped", 42, null);

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, 42, Long.MAX_VALUE, Long.MIN_VALUE})
    void a_token_comes_back_as_it_was(long seed) {
        Token token = new Token("D4b-incomplete", "stray_signal", "late-check", seed, null);

        assertThat(token.text().map(Token::parse)).contains(token);
    }

    @Test
    void a_plan_comes_back_as_it_was() {
        Token token = new Token("D1-deadlock", "cancel-fails", "wait-under-lock", 42, THREE_FAULTS);

        assertThat(token.text().map(Token::parse)).contains(token);
    }

    @Test
    void a_token_is_short_and_every_shell_leaves_it_alone() {
        assertThat(PLAIN.text())
                .hasValueSatisfying(text ->
                        assertThat(text).matches("1\\.D1-deadlock\\.cancel-fails\\.as-shipped\\.42\\.[a-z0-9]{4}"));
        assertThat(new Token("D1-deadlock", "cancel-fails", "as-shipped", 42, THREE_FAULTS).text())
                .hasValueSatisfying(
                        text -> assertThat(text).matches("[A-Za-z0-9_.-]+").hasSizeLessThanOrEqualTo(Token.LENGTH_MAX));
    }

    @Test
    void a_plan_that_is_too_long_has_no_token() {
        String fault = "GetOverlappedResult@role-%d#%d..%d+3 -> delay(after, %dms); ";
        StringBuilder plan = new StringBuilder();
        for (int i = 1; i <= 40; i++) {
            plan.append(fault.formatted(i * 7919, i * 31, i * 977, i * 13));
        }
        Token token = new Token("D1-deadlock", "x", "as-shipped", 1, FaultPlan.parse(plan.toString()));

        assertThat(token.text()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                        | the token is empty",
                "1.D1 deadlock.a.b.42.0000                 | has ' ' at column 5",
                "2.D1-deadlock.cancel-fails.as-shipped.4.x | begins with its version, which is 1 here, but was '2'",
                "1.D1-deadlock.cancel-fails                | has 3; it is cut off or joined with something else",
                "1.D1-deadlock..as-shipped.42.0000         | has an empty one at column 15; it is cut off",
                "1.a.b.c.1.p.q.r                           | has 8; it is cut off or joined with something else",
                "1.a.b.c.1x.0000                           | whole number of 64 bits, but was '1x' at column 9",
                "1.a.b.c.1.00                              | check of 4 characters a-z 0-9, but this one with '00' at column 11",
                "1.a.b.c.1.0000                            | its check '0000' at column 11 does not fit the rest",
            })
    void a_text_that_is_no_token_is_refused_with_the_reason(String text, String reason) {
        assertThatExceptionOfType(TokenError.class)
                .isThrownBy(() -> Token.parse(text))
                .withMessageContaining(reason);
    }

    @Test
    void every_lost_or_changed_character_is_noticed() {
        String text = new Token("D1-deadlock", "cancel-fails", "as-shipped", 42, THREE_FAULTS)
                .text()
                .orElseThrow();
        for (int i = 0; i < text.length(); i++) {
            String lost = text.substring(0, i) + text.substring(i + 1);
            String changed = text.substring(0, i) + (text.charAt(i) == '7' ? '8' : '7') + text.substring(i + 1);

            assertThatExceptionOfType(TokenError.class).isThrownBy(() -> Token.parse(lost));
            assertThatExceptionOfType(TokenError.class).isThrownBy(() -> Token.parse(changed));
        }
    }

    @Test
    void a_longer_text_is_refused() {
        assertThatExceptionOfType(TokenError.class)
                .isThrownBy(() -> Token.parse("1".repeat(201)))
                .withMessage("a token has at most 200 characters, but this one has 201");
    }

    @Test
    void a_name_with_a_dot_in_it_is_refused() {
        assertThatExceptionOfType(TokenError.class)
                .isThrownBy(() -> new Token("D1.deadlock", "a", "b", 1, null))
                .withMessageContaining("the name of a scenario consists of");
    }
}
