package pipefault.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import pipefault.oracle.Verdict;

class JsonReportTest {

    private static final Conditions CONDITIONS = new Conditions("0.1.0", "simulated", "Linux 6.1 amd64", 1);

    private static final List<ReportedRun> RUNS = List.of(
            SampleRuns.control("D1-deadlock", "recovering", Verdict.UNAFFECTED),
            SampleRuns.stuck(),
            SampleRuns.notExercised(),
            SampleRuns.good("D1-deadlock", "recovering", Verdict.RECOVERED));

    @Test
    void has_the_documented_shape_in_a_fixed_order() {
        Golden.assertMatches("result.json", JsonReport.print(CONDITIONS, RUNS));
    }

    @Test
    void a_parser_reads_what_was_written() throws IOException {
        JsonNode report = new ObjectMapper().readTree(JsonReport.print(CONDITIONS, RUNS));

        assertThat(report.path("runs")).hasSize(4);
        assertThat(report.at("/runs/1/verdict").asText()).isEqualTo("STUCK");
        assertThat(report.at("/runs/1/asExpected").asBoolean()).isTrue();
        assertThat(report.at("/runs/2/expected").isNull()).isTrue();
        assertThat(report.at("/runs/2/asExpected").asBoolean()).isFalse();
        assertThat(report.at("/runs/2/fired/0/times").asInt()).isZero();
    }

    @Test
    void a_run_keeps_its_digest_when_its_trace_is_dropped() {
        ReportedRun run = SampleRuns.stuck();

        assertThat(JsonReport.print(CONDITIONS, List.of(run.withoutTrace())))
                .isEqualTo(JsonReport.print(CONDITIONS, List.of(run)));
    }
}
