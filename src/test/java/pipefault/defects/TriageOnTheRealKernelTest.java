package pipefault.defects;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pipefault.app.WorkerMain;
import pipefault.scenario.IsolatedRunner;
import pipefault.scenario.Workers;
import pipefault.triage.Answer;
import pipefault.triage.Claim;
import pipefault.triage.ClaimVerdict;
import pipefault.triage.Confirmation;
import pipefault.triage.DefectReportReader;
import pipefault.triage.Triage;
import pipefault.triage.Tried;

/** What simulation reproduces of the bundled report shows on a real kernel32 as well. */
@Tag("native")
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class TriageOnTheRealKernelTest {

    private static final String REPORT = "/pipefault/report/qwindowspipewriter.yaml";

    static List<Claim> reproduced() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(TriageOnTheRealKernelTest.class.getResourceAsStream(REPORT), REPORT)) {
            return DefectReportReader.read(new String(in.readAllBytes(), StandardCharsets.UTF_8), new Ours())
                    .claims()
                    .stream()
                    .filter(claim -> claim.expects() == ClaimVerdict.REPRODUCED)
                    .toList();
        }
    }

    static List<Claim> withOwnSteps() throws IOException {
        String report = Files.readString(Path.of("..", "docs", "own-steps.yaml"));
        return DefectReportReader.read(report, new Ours()).claims();
    }

    /** The steps go to the process on the real kernel by the token alone. */
    @ParameterizedTest
    @MethodSource("withOwnSteps")
    void a_claim_by_steps_of_its_own_is_confirmed(Claim claim) {
        confirm(claim);
    }

    @ParameterizedTest
    @MethodSource("reproduced")
    void a_reproduced_claim_is_confirmed(Claim claim) {
        confirm(claim);
    }

    private static void confirm(Claim claim) {
        Answer answer = new Triage(1_000).answer(claim);
        Tried shown = answer.shown().orElseThrow();

        try (IsolatedRunner real = new IsolatedRunner(Workers.sameJvm(WorkerMain.class.getName(), List.of()))) {
            Confirmation confirmation = Confirmation.of(
                    claim,
                    "native",
                    real.replay(
                            claim.on(shown.stage(), claim.subject()),
                            shown.quarry().orElseThrow().token()));

            assertThat(confirmation.confirmed()).as("%s", confirmation.result()).isTrue();
        }
    }
}
