package pipefault.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pipefault.certification.KernelRecord;
import pipefault.conformance.CaseResult;
import pipefault.conformance.CaseResult.Outcome;
import pipefault.conformance.Difference;
import pipefault.conformance.Fact;
import pipefault.conformance.Facts;

/** What is known of kernels is told, and what another machine has recorded is taken in or refused with its place. */
class DivergencesCommandTest {

    private static final KernelRecord WINE = KernelRecord.ofWine();

    @TempDir
    private Path temporary;

    private Path write(String text) throws IOException {
        return Files.writeString(temporary.resolve("conformance.json"), text);
    }

    private static String text(KernelRecord record) throws IOException {
        java.io.StringWriter text = new java.io.StringWriter();
        record.write(text);
        return text.toString();
    }

    /** What a Windows machine would write on which everything is as the facts say. */
    private static KernelRecord windows() {
        return new KernelRecord(
                "0.1.0",
                "native",
                null,
                "Windows Server 2022 10.0 amd64",
                Facts.all().stream().map(DivergencesCommandTest::good).toList());
    }

    private static CaseResult good(Fact fact) {
        return FakeKernels.result(fact.script(), Outcome.OK, "");
    }

    private static KernelRecord with(KernelRecord record, CaseResult other) {
        return of(
                record,
                record.cases().stream()
                        .map(each -> each.id().equals(other.id()) ? other : each)
                        .toList());
    }

    private static KernelRecord of(KernelRecord record, List<CaseResult> cases) {
        return new KernelRecord(record.version(), record.kernel(), record.wine(), record.os(), cases);
    }

    private static CaseResult cancelsNothing() {
        CaseResult good = good(Facts.byId("CX03"));
        Difference step = new Difference(344, "cancelioex C NULL", "ret=0 gle=1168", "ret=1 gle=-");
        return new CaseResult(
                good.id(), good.file(), Outcome.DIFF, List.of(step), List.of(), List.of(), "", good.took());
    }

    private static Typed take(Path file, String... more) {
        return Typed.type(Stream.concat(Stream.of("divergences", "--import", file.toString()), Stream.of(more))
                .toArray(String[]::new));
    }

    @Test
    void what_is_recorded_is_told_with_what_windows_does_instead() {
        Typed typed = Typed.type("divergences");

        assertThat(typed.exitCode()).isZero();
        assertThat(typed.out())
                .startsWith("Wine 8.0 (" + WINE.os() + "): 137 of 143 facts hold\n")
                .containsSubsequence(
                        "  CX03  CancelIoEx(h, NULL): nothing pending on the handle\n",
                        "      Wine 8.0: cancelioex C NULL -> ret=1 gle=-  (Windows: ret=0 gle=1168)\n",
                        "  CL03  ")
                .contains("Windows: not recorded yet; ./pipefault divergences --import conformance.json");
    }

    @Test
    void what_is_recorded_already_is_nothing_new() throws IOException {
        Typed typed = take(write(text(WINE)));

        assertThat(typed.exitCode()).isZero();
        assertThat(typed.out())
                .contains("Wine 8.0 (" + WINE.os() + "), 143 of 143 facts, by Pipefault ")
                .endsWith("\n0 differences from what is recorded\n");
    }

    @Test
    void a_step_that_answers_otherwise_than_was_recorded_is_shown_with_both_answers() throws IOException {
        KernelRecord other = with(WINE, good(Facts.byId("CX03")));
        Typed typed = take(write(text(other)));

        assertThat(typed.exitCode()).isEqualTo(ExitCode.FINDING);
        assertThat(typed.out())
                .containsSubsequence(
                        "      recorded: cancelioex C NULL -> ret=1 gle=-  (Windows: ret=0 gle=1168)\n",
                        "      now: as stated\n")
                .endsWith("\n1 difference from what is recorded\n");
    }

    @Test
    void a_kernel_of_which_nothing_is_recorded_is_held_against_the_facts() throws IOException {
        Typed good = take(write(text(windows())));
        Typed bad = take(write(text(with(windows(), cancelsNothing()))));

        assertThat(good.exitCode()).isZero();
        assertThat(good.out())
                .contains("Windows (Windows Server 2022 10.0 amd64), 143 of 143 facts")
                .endsWith("\n0 differences from the facts\n");
        assertThat(bad.exitCode()).isEqualTo(ExitCode.FINDING);
        assertThat(bad.out())
                .contains("      now: cancelioex C NULL -> ret=1 gle=-  (Windows: ret=0 gle=1168)\n")
                .endsWith("\n1 difference from the facts\n");
    }

    @Test
    void a_fact_that_was_skipped_is_a_difference() throws IOException {
        CaseResult skipped = FakeKernels.result(Facts.byId("CX01").script(), Outcome.SKIP, "nobody knows how");
        Typed typed = take(write(text(with(windows(), skipped))));

        assertThat(typed.exitCode()).isEqualTo(ExitCode.FINDING);
        assertThat(typed.out()).contains("      now: facts3.txt, nobody knows how\n");
    }

    @Test
    void the_new_record_is_written_as_the_ledger_reads_it() throws IOException {
        Path out = temporary.resolve("windows.json");
        Typed typed = take(write(text(with(windows(), cancelsNothing()))), "--out", out.toString());

        assertThat(typed.out())
                .endsWith("written: " + out + "; it belongs to harness/src/main/resources/pipefault/certification, as"
                        + " windows.json\n");
        assertThat(KernelRecord.read(Files.readString(out)).result("CX03")).contains(cancelsNothing());
    }

    @Test
    void what_a_record_of_some_facts_does_not_say_is_taken_from_the_old_one() throws IOException {
        Path out = temporary.resolve("wine.json");
        KernelRecord some = of(WINE, List.of(good(Facts.byId("CX03"))));
        Typed typed = take(write(text(some)), "--out", out.toString());
        KernelRecord merged = KernelRecord.read(Files.readString(out));

        assertThat(typed.out()).contains("1 of 143 facts", "  not asked: ST01, ", ", and 122 more\n");
        assertThat(merged.cases()).hasSize(143);
        assertThat(merged.result("CX03").orElseThrow().holds()).isTrue();
        assertThat(merged.result("NP05")).isEqualTo(WINE.result("NP05"));
    }

    @Test
    void records_of_two_kernels_are_not_mixed() throws IOException {
        Path out = temporary.resolve("wine.json");
        KernelRecord later = new KernelRecord("0.1.0", "wine", "9.0", WINE.os(), List.of(good(Facts.byId("CX03"))));
        Typed typed = take(write(text(later)), "--out", out.toString());

        assertThat(typed.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(typed.err())
                .contains("answers 1 of 143 facts only, and the rest would come from another kernel: Wine 8.0 ")
                .contains("instead of Wine 9.0 ");
        assertThat(out).doesNotExist();
    }

    @Test
    void a_file_that_is_there_is_not_written_over() throws IOException {
        Path out = Files.writeString(temporary.resolve("windows.json"), "mine");
        Typed typed = take(write(text(windows())), "--out", out.toString());

        assertThat(typed.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(typed.err()).contains("--out: " + out + " is there, and nothing is written over");
        assertThat(out).hasContent("mine");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"kernel\": \"wine\" | \"kernel\": \"wien\" | line 3, column 3: unknown kernel 'wien' | did you mean wine?",
                "\"kernel\": \"wine\" | \"kernel\": 7 | line 3, column 3: 'kernel' has to be a text, but is 7 | ``",
                "\"kernel\": \"wine\" | \"kernel\": \"native\" | line 4, column 3: 'wine' is the version of Wine | but is '8.0' and the kernel is native",
                "\"wine\": \"8.0\" | \"wine\": null | line 4, column 3: 'wine' is the version of Wine | but is null and the kernel is wine",
                "\"os\": | \"so\": | line 5, column 3: unknown key 'so' | did you mean os? allowed: cases, kernel, os, version, wine",
                "\"os\": | \"wine\": | line 5, column 3: 'wine' is there twice | in line 4 too",
                "\"cases\": [ | \"cases\": {}, \"x\": [ | line 6, column 16: unknown key 'x' | allowed: cases",
                "\"id\": \"EV01\" | \"id\": \"EV91\" | line 15, column 7: unknown fact 'EV91' | did you mean EV01? there are 143",
                "\"id\": \"EV01\" | \"id\": \"ST01\" | line 15, column 7: fact ST01 is there twice | in line 8 too",
                "\"result\": \"ok\" | \"result\": \"okay\" | line 9, column 7: unknown result 'okay' | allowed: ok, diff, skip, timeout",
                "\"result\": \"ok\" | \"result\": \"diff\" | line 9, column 7: 'differences' are there exactly where 'result' is diff | it is diff with 0",
                "\"file\": \"facts1.txt\" | \"file\": \"facts2.txt\" | line 11, column 7: unknown file of fact ST01 'facts2.txt' | did you mean facts1.txt?",
                "\"millis\": | \"milis\": | line 12, column 7: unknown key 'milis' | did you mean millis?",
                "\"detail\": \"\", | `` | line 7, column 5: 'detail' is missing | ``",
                "cancelioex C NULL\", | cancelioex X NULL\", | column 11: 'cancelioex X NULL' is no step of fact CX03 | with the same facts",
                "\"version\" | \"version | line 2, column | this is no JSON",
            })
    void a_mistake_is_shown_with_file_line_and_column(String right, String wrong, String what, String hint)
            throws IOException {
        String good = text(WINE);
        assertThat(good).contains(right);
        Path file = write(good.replaceFirst(
                java.util.regex.Pattern.quote(right), java.util.regex.Matcher.quoteReplacement(wrong)));

        assertRefused(take(file), "--import: " + file + ", line ", what, hint);
    }

    private static void assertRefused(Typed typed, String... hints) {
        assertThat(typed.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(typed.out()).isEmpty();
        assertThat(typed.err())
                .startsWith("pipefault: ")
                .contains(hints)
                .doesNotContain("\tat ")
                .doesNotContain("Source:");
    }

    @Test
    void a_record_that_is_nested_without_end_is_refused() throws IOException {
        assertRefused(take(write("[".repeat(500_000))), "line 1, column 9: this is nested more than 8 deep");
    }

    @Test
    void what_follows_the_record_is_refused() throws IOException {
        assertRefused(take(write(text(WINE) + "{}")), "column 1: something follows the end of the record");
    }

    @Test
    void an_empty_file_a_huge_one_and_none_are_refused() throws IOException {
        assertRefused(take(write("")), "line 1, column 1: there is nothing in it");
        assertRefused(take(write(" ".repeat((1 << 20) + 1))), "is larger than 1048576 bytes");
        assertRefused(take(temporary.resolve("none.json")), "--import: there is no file");
        assertRefused(take(temporary), "is a folder, and a file of 'conformance --json' is needed");
    }

    @Test
    void what_is_no_utf_8_is_shown_with_its_place() throws IOException {
        byte[] latin = text(windows()).replace("Server", "S\u00e9rver").getBytes(StandardCharsets.ISO_8859_1);
        Path file = Files.write(temporary.resolve("conformance.json"), latin);

        assertRefused(take(file), ", line 5, column 19: the byte 0xE9 is no part of a text in UTF-8");
    }

    @Test
    void a_record_of_the_simulated_kernel_is_refused() throws IOException {
        KernelRecord simulated =
                new KernelRecord("0.1.0", "simulated", null, "Linux", windows().cases());

        assertRefused(take(write(text(simulated))), "is a record of the simulated kernel");
    }

    @Test
    void out_without_an_import_is_refused() {
        assertRefused(Typed.type("divergences", "--out", "x.json"), "--out goes with --import only");
    }
}
