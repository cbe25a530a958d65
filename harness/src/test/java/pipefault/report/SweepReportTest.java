package pipefault.report;

import static org.assertj.core.api.Assertions.assertThat;
import static pipefault.fault.FailPoint.CREATE_EVENT;
import static pipefault.fault.FailPoint.POST;
import static pipefault.fault.FailPoint.WRITE_FILE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pipefault.explore.SweepResult;
import pipefault.explore.ToySweep;
import pipefault.fault.Fault;
import pipefault.oracle.Verdict;

class SweepReportTest {

    private static final Conditions CONDITIONS = new Conditions("0.1.0", "simulated", "Linux 6.1 amd64", 0);

    private static final ToySweep TOY =
            new ToySweep(Map.of(CREATE_EVENT, 2, WRITE_FILE, 7, POST, 1), SweepReportTest::verdict);

    private static Verdict verdict(Fault fault, boolean fires) {
        int call = fault.trigger().first();
        if (fault.point() == WRITE_FILE && fires && fault.toString().contains("ERROR_NO_DATA")) {
            return call == 1 ? Verdict.STUCK : call == 4 ? Verdict.RECOVERED : Verdict.MISREPORTED;
        }
        boolean worse =
                fault.toString().equals("Post -> reject") || fault.toString().startsWith("Post#2 -> drop");
        return worse ? Verdict.LEAKED : ToySweep.good(fires);
    }

    @Test
    void shows_a_row_for_each_answer_and_says_what_is_impossible() {
        Golden.assertMatches("sweep.txt", SweepReport.print(TOY.result(), Palette.PLAIN));
    }

    @Test
    void shows_how_many_runs_it_would_take() {
        SweepResult untested = new SweepResult(TOY.sweep(), true);

        Golden.assertMatches("sweep-what-if.txt", SweepReport.print(untested, Palette.PLAIN));
    }

    @Test
    void colours_do_not_shift_the_columns() {
        SweepResult result = TOY.result();
        String coloured = SweepReport.print(result, Palette.COLOURED);

        assertThat(coloured).contains("\u001b[32msurvived 2 of 2\u001b[0m").contains("\u001b[1;31mbroke");
        assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", "").lines().map(String::stripTrailing))
                .containsExactlyElementsOf(
                        SweepReport.print(result, Palette.PLAIN).lines().toList());
        assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", "").lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
    }

    @Test
    void a_parser_reads_the_documented_shape() throws IOException {
        StringWriter text = new StringWriter();
        SweepJson.write(CONDITIONS, List.of(TOY.result()), text);
        JsonNode report = new ObjectMapper().readTree(text.toString());

        assertThat(report.fieldNames()).toIterable().containsExactly("version", "kernel", "os", "seed", "sweeps");
        JsonNode sweep = report.at("/sweeps/0");
        assertThat(sweep.fieldNames())
                .toIterable()
                .containsExactly("scenario", "variant", "writer", "whatIf", "runs", "findings", "cells");
        assertThat(sweep.path("variant").asText()).isEqualTo("only");
        assertThat(sweep.path("runs").asLong()).isEqualTo(TOY.result().runs());
        assertThat(sweep.path("findings").asLong()).isEqualTo(TOY.result().bad());
        JsonNode broke = cell(sweep, "WriteFile", "fail(ERROR_NO_DATA)", "once");
        assertThat(broke.fieldNames())
                .toIterable()
                .containsExactly("call", "outcome", "when", "state", "fired", "broke", "reason");
        assertThat(broke.path("state").asText()).isEqualTo("broke");
        assertThat(broke.path("fired").asInt()).isEqualTo(7);
        assertThat(broke.path("broke")).hasSize(6);
        assertThat(broke.at("/broke/1/occurrence").asInt()).isEqualTo(2);
        assertThat(broke.at("/broke/1/verdict").asText()).isEqualTo("MISREPORTED");
        assertThat(broke.at("/broke/1/token").asText()).startsWith("1.toy.only_bare.nobody.0.");
        assertThat(cell(sweep, "SetThreadpoolWait", "none", "persistent")
                        .path("reason")
                        .asText())
                .isEqualTo("returns nothing and cannot fail");
    }

    private static JsonNode cell(JsonNode sweep, String call, String outcome, String when) {
        for (JsonNode cell : sweep.path("cells")) {
            if (cell.path("call").asText().equals(call)
                    && cell.path("outcome").asText().equals(outcome)
                    && cell.path("when").asText().equals(when)) {
                return cell;
            }
        }
        throw new AssertionError("no cell " + call + " " + outcome + " " + when);
    }
}
