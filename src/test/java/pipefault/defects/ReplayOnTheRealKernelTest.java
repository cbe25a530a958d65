package pipefault.defects;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import pipefault.app.WorkerMain;
import pipefault.oracle.Verdict;
import pipefault.scenario.IsolatedRunner;
import pipefault.scenario.RunResult;
import pipefault.scenario.Workers;

/** A deadlock that needs a switch at one moment, found in simulation, is made to happen on a real kernel32. */
@Tag("native")
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class ReplayOnTheRealKernelTest {

    @Test
    void the_order_of_a_token_is_kept() {
        try (IsolatedRunner real = new IsolatedRunner(Workers.sameJvm(WorkerMain.class.getName(), List.of()))) {
            for (int i = 0; i < 3; i++) {
                RunResult result =
                        real.replay(RarelyStuck.spec(), RarelyStuck.way().text());

                assertThat(result.verdict()).as("%s", result).isEqualTo(Verdict.STUCK);
                assertThat(result.notes()).noneMatch(note -> note.startsWith("not kept"));
            }
        }
    }
}
