package pipefault.certification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import pipefault.conformance.CaseResult;
import pipefault.conformance.CaseResult.Outcome;
import pipefault.conformance.ConformanceRunner;
import pipefault.conformance.ConformanceRunner.Accept;
import pipefault.conformance.Fact;
import pipefault.conformance.Facts;
import pipefault.simulation.Schedules;
import pipefault.simulation.SimulatedWorld;

/**
 * The ledger says what the facts and the recorded answers say.
 *
 * <p>{@code -Dpipefault.golden=write} writes it anew; look at the difference before it is committed.
 */
class DivergenceLedgerTest {

    private static final Path LEDGER = Path.of("..", "docs", "divergences.md");
    private static final List<Fact> FACTS = Facts.all();

    private static KernelRecord simulated() {
        ConformanceRunner runner =
                new ConformanceRunner(() -> SimulatedWorld.create(Schedules.first()), Accept.WINDOWS_ONLY);
        List<CaseResult> results =
                FACTS.stream().map(fact -> runner.run(fact.script())).toList();
        return new KernelRecord("", "simulated", null, "", results);
    }

    @Test
    void the_page_says_what_is_there() throws IOException {
        String page = DivergenceLedger.page(
                FACTS,
                simulated(),
                KernelRecord.ofWine(),
                KernelRecord.ofWindows().orElse(null));
        if ("write".equals(System.getProperty("pipefault.golden"))) {
            Files.writeString(LEDGER, page);
        }

        assertThat(page)
                .as("docs/divergences.md; -Dpipefault.golden=write writes it anew")
                .isEqualTo(Files.readString(LEDGER).replace("\r\n", "\n"));
    }

    @Test
    void wine_was_asked_for_every_fact() {
        KernelRecord wine = KernelRecord.ofWine();

        assertThat(wine.kernel()).isEqualTo("wine");
        assertThat(wine.wine()).isNotBlank();
        assertThat(wine.cases())
                .extracting(CaseResult::id)
                .containsExactlyElementsOf(FACTS.stream().map(Fact::id).toList());
        assertThat(wine.cases()).extracting(CaseResult::outcome).containsOnly(Outcome.OK);
    }

    @Test
    void what_is_marked_as_a_deviation_of_wine_is_what_wine_answered() {
        assertThat(KernelRecord.ofWine().cases().stream()
                        .filter(result -> !result.deviations().isEmpty())
                        .map(CaseResult::id))
                .containsExactlyElementsOf(FACTS.stream()
                        .filter(fact -> fact.script().deviatesUnderWine())
                        .map(Fact::id)
                        .toList());
    }

    @Test
    void a_kernel_that_differs_is_shown_with_what_it_answered() {
        KernelRecord wine = KernelRecord.ofWine();
        String page = DivergenceLedger.page(FACTS, simulated(), wine, wine);

        assertThat(page)
                .contains("Recorded on " + wine.os())
                .containsPattern(
                        "\\| CX03 \\| .* \\| `cancelioex C NULL` \\| `ret=0 gle=1168` \\| `ret=1 gle=-` \\| D \\|");
    }

    @Test
    void a_fact_that_was_not_answered_is_not_passed_over() {
        KernelRecord poor = new KernelRecord("", "native", null, "Windows 11", List.of());

        assertThat(DivergenceLedger.page(FACTS.subList(0, 1), simulated(), KernelRecord.ofWine(), poor))
                .containsPattern("\\| ST01 \\| .* \\| not recorded \\|");
    }
}
