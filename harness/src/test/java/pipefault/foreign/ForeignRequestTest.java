package pipefault.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import pipefault.fault.FaultPlan;

/** How a conversation is asked for, by people and by processes. */
class ForeignRequestTest {

    private static final String PLAN = "WriteFile#2 -> fail(ERROR_NO_DATA)";

    private final ForeignRequest request = ForeignRequest.watched(Script.EXCHANGE, PLAN);

    @Test
    void a_command_is_typed_as_the_shell_of_its_program_takes_it() {
        assertThat(request.typed("./pipefault", "mine@1"))
                .isEqualTo("./pipefault foreign mine@1 --script exchange --fault '" + PLAN + "'");
        assertThat(request.typed("pipefault.cmd", "mine@1"))
                .isEqualTo(
                        "pipefault.cmd foreign mine@1 --script exchange --fault \"WriteFile#2: fail(ERROR_NO_DATA)\"");
    }

    @Test
    void what_windows_shells_are_given_is_the_same_plan() {
        assertThat(FaultPlan.parse(PLAN.replace(" -> ", ": "))).isEqualTo(FaultPlan.parse(PLAN));
    }

    @Test
    void a_line_is_read_as_it_was_written() {
        assertThat(ForeignRequest.parse(request.line())).isEqualTo(request);
        ForeignRequest unwatched = ForeignRequest.unwatched(Script.CLOSE_WHILE_READING);
        assertThat(ForeignRequest.parse(unwatched.line())).isEqualTo(unwatched);
    }
}
