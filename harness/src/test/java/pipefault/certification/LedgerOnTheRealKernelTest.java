package pipefault.certification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pipefault.conformance.CaseResult;
import pipefault.conformance.CaseResult.Outcome;
import pipefault.conformance.ConformanceRunner;
import pipefault.conformance.ConformanceRunner.Accept;
import pipefault.conformance.Difference;
import pipefault.conformance.Fact;
import pipefault.conformance.Facts;
import pipefault.conformance.ScriptCase;
import pipefault.jna.WindowsKernel;

/**
 * The recorded deviations of Wine are still its deviations; of another version only some of them, and none that are new.
 *
 * <p>Facts without a mark need no look here: every kernel is held against those.
 */
@Tag("native")
class LedgerOnTheRealKernelTest {

    private static final KernelRecord RECORDED = KernelRecord.ofWine();

    static List<Fact> marked() {
        return Facts.all().stream()
                .filter(fact -> fact.script().deviatesUnderWine())
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("marked")
    void kernel_answers_as_the_ledger_says(Fact fact) {
        Optional<String> version = WindowsKernel.wineVersion();
        Accept accept = version.isPresent() ? Accept.DEVIATIONS_OF_WINE : Accept.WINDOWS_ONLY;
        CaseResult result = new ConformanceRunner(WindowsKernel::newWorld, accept).run(fact.script());

        List<Answer> answers = answers(result);
        List<Answer> recorded = answers(RECORDED.result(fact.id()).orElseThrow());
        assertThat(result.differences()).as(result.toString()).isEmpty();
        if (version.isEmpty()) {
            assertThat(answers).isEmpty();
        } else if (version.get().equals(RECORDED.wine())) {
            assertThat(answers).isEqualTo(recorded);
        } else {
            assertThat(recorded).containsAll(answers);
        }
    }

    static List<ScriptCase> furtherDeviations() {
        return Facts.furtherDeviations();
    }

    /** On Windows this says what Windows does: a difference there wants a fact, and the simulated kernel to follow it. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("furtherDeviations")
    void kernel_answers_as_the_simulated_one_or_as_wine_is_known_to(ScriptCase script) {
        boolean wine = WindowsKernel.wineVersion().isPresent();
        Accept accept = wine ? Accept.DEVIATIONS_OF_WINE : Accept.WINDOWS_ONLY;
        CaseResult result = new ConformanceRunner(WindowsKernel::newWorld, accept).run(script);

        assertThat(result.outcome()).as(result.toString()).isEqualTo(Outcome.OK);
        if (WindowsKernel.wineVersion().equals(Optional.ofNullable(RECORDED.wine()))) {
            assertThat(result.deviations())
                    .extracting(Difference::line)
                    .isEqualTo(script.marks().stream().map(Difference::line).toList());
        }
    }

    private record Answer(String step, String got) {}

    /** After a success this kernel can tell the last error at one time and not at another. */
    private static List<Answer> answers(CaseResult result) {
        return result.deviations().stream()
                .map((Difference step) -> new Answer(step.command(), step.got().replace("gle=?", "gle=-")))
                .toList();
    }
}
