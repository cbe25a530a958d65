package pipefault.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import pipefault.oracle.Verdict;
import pipefault.report.FailureReport.Detail;
import pipefault.report.SampleRuns.TraceBuilder;
import pipefault.trace.CallRecord.Kind;

class FailureReportTest {

    @Test
    void tells_of_a_stuck_run_in_five_parts() {
        Golden.assertMatches("stuck.txt", FailureReport.print(SampleRuns.stuck(), Detail.BRIEF));
    }

    @Test
    void tells_of_a_stuck_run_in_full_with_times() {
        Golden.assertMatches("stuck-full.txt", FailureReport.print(SampleRuns.stuck(), Detail.FULL));
    }

    @Test
    void leaves_rows_of_a_long_trace_out_and_says_how_many() {
        Golden.assertMatches("memory-unsafe.txt", FailureReport.print(SampleRuns.memoryUnsafe(), Detail.BRIEF));
    }

    @Test
    void shows_the_near_miss_of_a_fault_that_never_fired() {
        Golden.assertMatches("not-exercised.txt", FailureReport.print(SampleRuns.notExercised(), Detail.BRIEF));
    }

    @Test
    void says_of_a_hold_that_fired_what_did_not_come() {
        Golden.assertMatches("held-in-vain.txt", FailureReport.print(SampleRuns.heldInVain(), Detail.BRIEF));
    }

    @Test
    void tells_of_a_control_run_that_it_is_one() {
        String report =
                FailureReport.print(SampleRuns.control("D1-deadlock", "recovering", Verdict.LEAKED), Detail.BRIEF);

        assertThat(report).contains("control run without faults").contains("LEAKED (expected UNAFFECTED)");
    }

    @Test
    void says_both_when_it_went_badly_although_no_fault_fired() {
        Golden.assertMatches("bad-without-fault.txt", FailureReport.print(SampleRuns.badWithoutFault(), Detail.BRIEF));
    }

    @Test
    void tells_what_the_driven_subject_did_and_of_the_fresh_one_that_it_was() {
        Golden.assertMatches(
                "fresh-subject.txt", FailureReport.print(SampleRuns.freshSubject("accounting"), Detail.BRIEF));
    }

    @Test
    void tells_what_the_fresh_subject_did_where_the_verdict_is_about_it() {
        assertThat(FailureReport.print(SampleRuns.freshSubject("recovery"), Detail.BRIEF))
                .contains("driver: write of a fresh subject begins")
                .doesNotContain("of the recovery phase\n");
        assertThat(FailureReport.print(SampleRuns.freshSubject("accounting"), Detail.FULL))
                .contains("driver: write of a fresh subject begins")
                .contains("lock writer")
                .doesNotContain("left out");
    }

    @Test
    void a_mutex_that_is_never_given_back_is_shown() {
        TraceBuilder trace = new TraceBuilder();
        trace.note("owner", Kind.LOCKED, "quiet");
        trace.note("owner", Kind.UNLOCKED, "quiet");
        trace.note("owner", Kind.LOCKED, "kept");
        trace.note("pool-1", Kind.UNLOCKED, "kept");

        assertThat(TraceTable.brief(TraceExcerpt.of(trace.build(), false), 148).lines())
                .anyMatch(line -> line.contains("lock kept"))
                .noneMatch(line -> line.contains("quiet"))
                .last()
                .asString()
                .endsWith("[1 lock and unlock with nothing notable between left out]");
    }

    @Test
    void no_line_is_wider_than_allowed_however_many_threads_and_words_there_are() {
        TraceBuilder trace = new TraceBuilder();
        for (int i = 1; i <= 12; i++) {
            trace.note("thread-" + i, Kind.LISTENER, "says a lot of words, ".repeat(30));
            trace.call("thread-" + i, "WriteFile", "x".repeat(200), "ok", true);
            trace.note("thread-" + i, Kind.FINDING, "a rule is broken, ".repeat(60));
        }
        Stream.of(true, false).forEach(whole -> {
            List<String> lines = (whole
                            ? TraceTable.whole(trace.build(), 148)
                            : TraceTable.brief(TraceExcerpt.of(trace.build(), false), 148))
                    .lines();

            assertThat(lines)
                    .hasSizeGreaterThan(36)
                    .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(148));
            assertThat(lines.get(0)).contains("thread-1").contains("thread-6").endsWith("others");
        });
    }

    @Test
    void a_line_feed_in_a_trace_does_not_break_the_table() {
        TraceBuilder trace = new TraceBuilder();
        trace.note("owner", Kind.LISTENER, "warning two\nlines");

        assertThat(TraceTable.whole(trace.build(), 148).lines())
                .hasSize(2)
                .last()
                .asString()
                .contains("two lines");
    }
}
