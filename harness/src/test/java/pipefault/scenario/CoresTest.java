package pipefault.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoresTest {

    @Test
    void reads_lists_as_linux_writes_them() {
        assertThat(Cores.parse("0-3,8,10-11")).containsExactly(0, 1, 2, 3, 8, 10, 11);
        assertThat(Cores.parse("5")).containsExactly(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "1-", "1,,2"})
    void what_it_does_not_understand_pins_nobody(String text) {
        assertThat(Cores.parse(text)).isEmpty();
    }

    @Test
    void a_command_stays_as_it_is_or_gets_a_core() {
        List<String> command = List.of("java", "-version");

        assertThat(Cores.ofThisProcess().pin(0, command)).endsWith("java", "-version");
        assertThat(Cores.ofThisProcess().canPin())
                .isEqualTo(Cores.ofThisProcess().pin(7, command).size() > command.size());
    }
}
