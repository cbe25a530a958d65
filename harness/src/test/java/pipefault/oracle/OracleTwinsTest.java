package pipefault.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pipefault.fault.FailPoint;
import pipefault.inject.Property;
import pipefault.oracle.ListenerEvent.Kind;
import pipefault.platform.CallResult;
import pipefault.platform.Handle;
import pipefault.platform.Win32Error;

/** Each oracle catches what it must catch and leaves its twin alone. */
class OracleTwinsTest {

    private static final CallResult BROKEN = CallResult.failure(Win32Error.ERROR_BROKEN_PIPE, 0);
    private static final CallResult ABORTED = CallResult.failure(Win32Error.ERROR_OPERATION_ABORTED, 0);
    private static final byte[] ABC = {'a', 'b', 'c'};

    /** One oracle, one piece of evidence, and how many findings are right. */
    private record Twin(String name, Oracle oracle, EvidenceBuilder evidence, int findings) {
        @Override
        public String toString() {
            return oracle.name() + ": " + name + (findings == 0 ? " is left alone" : " is caught");
        }
    }

    private static EvidenceBuilder evidence() {
        return new EvidenceBuilder();
    }

    private static EvidenceBuilder failedWrite() {
        return evidence()
                .call(FailPoint.WRITE_FILE, "op-1", CallResult.pending())
                .call(FailPoint.GET_OVERLAPPED_RESULT, "op-1", BROKEN);
    }

    static List<Twin> twins() {
        List<Twin> all = new ArrayList<>();
        byte[] none = {};
        all.add(new Twin("a prefix", Oracles.WIRE_BYTES, evidence().bytes(ABC, new byte[] {'a', 'b'}), 0));
        all.add(new Twin("nothing at all", Oracles.WIRE_BYTES, evidence().bytes(ABC, none), 0));
        all.add(new Twin("a gap", Oracles.WIRE_BYTES, evidence().bytes(ABC, new byte[] {'a', 'c'}), 1));
        all.add(new Twin("a repetition", Oracles.WIRE_BYTES, evidence().bytes(ABC, new byte[] {'a', 'a', 'b'}), 1));
        all.add(new Twin(
                "a byte too many", Oracles.WIRE_BYTES, evidence().bytes(ABC, new byte[] {'a', 'b', 'c', 'c'}), 1));

        all.add(new Twin("an early release", Oracles.OWNERSHIP, evidence().observed(Property.OWNERSHIP, "op-1"), 1));
        all.add(new Twin(
                "a broken lock rule", Oracles.OWNERSHIP, evidence().observed(Property.LOCK_DISCIPLINE, "x"), 0));
        all.add(new Twin("a NULL handle", Oracles.ARGUMENTS, evidence().observed(Property.ARGUMENTS, "NULL"), 1));
        all.add(new Twin("an early release", Oracles.ARGUMENTS, evidence().observed(Property.OWNERSHIP, "op-1"), 0));
        all.add(new Twin("a double close", Oracles.HANDLES, evidence().observed(Property.HANDLES, "twice"), 1));
        all.add(new Twin(
                "an open event and lost memory",
                Oracles.HANDLES,
                evidence().open("event-1").unreleased("op-1"),
                2));
        all.add(new Twin("a run that gave all back", Oracles.HANDLES, evidence(), 0));

        all.add(new Twin(
                "a stop that did not return", Oracles.TERMINATION, evidence().overdue("stop"), 1));
        all.add(new Twin("a run on time", Oracles.TERMINATION, evidence(), 0));
        all.add(new Twin("a recovery that failed", Oracles.RECOVERY, evidence().recoveryFailed("nothing arrived"), 1));
        all.add(new Twin("a recovery", Oracles.RECOVERY, evidence(), 0));

        all.add(new Twin(
                "more reported than delivered",
                Oracles.ACCOUNTING,
                evidence().bytes(ABC, none).written(3),
                1));
        all.add(new Twin(
                "the same after a disconnect",
                Oracles.ACCOUNTING,
                evidence().bytes(ABC, none).written(3).dataDropped(),
                0));
        all.add(new Twin(
                "less reported than delivered",
                Oracles.ACCOUNTING,
                evidence().bytes(ABC, ABC).written(2),
                1));
        all.add(new Twin(
                "the same after an error",
                Oracles.ACCOUNTING,
                failedWrite().bytes(ABC, ABC).written(2),
                0));
        all.add(new Twin(
                "the same after a cancel",
                Oracles.ACCOUNTING,
                evidence()
                        .call(FailPoint.CANCEL_IO_EX, "op-1", CallResult.success())
                        .bytes(ABC, ABC),
                0));
        all.add(new Twin(
                "equal counts",
                Oracles.ACCOUNTING,
                evidence().bytes(ABC, ABC).written(1).written(2),
                0));

        all.add(new Twin(
                "a write after an error",
                Oracles.ERROR_ORDER,
                failedWrite().call(FailPoint.WRITE_FILE, "op-2", CallResult.pending()),
                1));
        all.add(new Twin(
                "credit for a failed block", Oracles.ERROR_ORDER, failedWrite().written(3), 1));
        all.add(new Twin("an error that ends the work", Oracles.ERROR_ORDER, failedWrite(), 0));
        all.add(new Twin(
                "a write after an answer that is none",
                Oracles.ERROR_ORDER,
                evidence()
                        .call(FailPoint.WRITE_FILE, "op-1", CallResult.pending())
                        .call(
                                FailPoint.GET_OVERLAPPED_RESULT,
                                "op-1",
                                CallResult.failure(Win32Error.ERROR_IO_INCOMPLETE))
                        .call(FailPoint.WRITE_FILE, "op-2", CallResult.pending()),
                0));

        all.add(new Twin("an error that nobody hears of", Oracles.ERROR_TIMELINESS, failedWrite(), 1));
        all.add(new Twin(
                "an error that is told", Oracles.ERROR_TIMELINESS, failedWrite().told(Kind.FAILED, 109), 0));
        all.add(new Twin(
                "an error that is thrown",
                Oracles.ERROR_TIMELINESS,
                failedWrite().threw("write", "failed with 109"),
                0));
        all.add(new Twin(
                "an error told twice",
                Oracles.ERROR_TIMELINESS,
                failedWrite().told(Kind.FAILED, 109).told(Kind.FAILED, 109),
                1));
        all.add(new Twin(
                "an invented error", Oracles.ERROR_TIMELINESS, evidence().told(Kind.FAILED, 5), 1));
        all.add(new Twin(
                "an error told with another code",
                Oracles.ERROR_TIMELINESS,
                failedWrite()
                        .call(FailPoint.CANCEL_IO_EX, "op-1", CallResult.failure(5))
                        .told(Kind.FAILED, 5),
                1));
        all.add(new Twin(
                "a code that was no error",
                Oracles.ERROR_TIMELINESS,
                evidence()
                        .call(FailPoint.WRITE_FILE, "op-1", CallResult.pending())
                        .told(Kind.FAILED, 997),
                1));
        all.add(new Twin(
                "109 after the own cancel",
                Oracles.ERROR_TIMELINESS,
                evidence()
                        .call(FailPoint.CANCEL_IO_EX, "op-1", CallResult.success())
                        .call(FailPoint.GET_OVERLAPPED_RESULT, "op-1", BROKEN),
                1));
        all.add(new Twin(
                "109 after the own close",
                Oracles.ERROR_TIMELINESS,
                evidence()
                        .call(FailPoint.CLOSE_HANDLE, "", CallResult.success())
                        .call(FailPoint.GET_OVERLAPPED_RESULT, "op-1", BROKEN),
                0));
        all.add(new Twin(
                "995 after the own cancel",
                Oracles.ERROR_TIMELINESS,
                evidence()
                        .call(FailPoint.CANCEL_IO_EX, "op-1", CallResult.success())
                        .call(FailPoint.GET_OVERLAPPED_RESULT, "op-1", ABORTED),
                0));
        all.add(new Twin(
                "995 out of the blue",
                Oracles.ERROR_TIMELINESS,
                evidence().call(FailPoint.GET_OVERLAPPED_RESULT, "op-1", ABORTED),
                1));
        all.add(new Twin(
                "earned bytes after the failure",
                Oracles.ERROR_TIMELINESS,
                evidence()
                        .call(FailPoint.WRITE_FILE, "op-1", CallResult.success(3))
                        .call(FailPoint.WRITE_FILE, "op-2", BROKEN)
                        .told(Kind.FAILED, 109)
                        .written(3),
                1));
        all.add(new Twin(
                "a NULL event that nobody hears of",
                Oracles.ERROR_TIMELINESS,
                evidence().call(FailPoint.CREATE_EVENT, "", CallResult.failure(1450, Handle.NULL)),
                1));
        all.add(new Twin(
                "a NULL event that is refused",
                Oracles.ERROR_TIMELINESS,
                evidence()
                        .call(FailPoint.CREATE_EVENT, "", CallResult.failure(1450, Handle.NULL))
                        .threw("open", "CreateEvent failed with 1450"),
                0));

        all.add(new Twin(
                "a report after close",
                Oracles.NOTIFICATION,
                evidence().closeReturns().written(3),
                1));
        all.add(new Twin(
                "a report before close",
                Oracles.NOTIFICATION,
                evidence().written(3).closeReturns(),
                0));
        all.add(new Twin(
                "a callback after close",
                Oracles.NOTIFICATION,
                evidence().closeReturns().callback(),
                1));
        all.add(new Twin(
                "a task after close",
                Oracles.NOTIFICATION,
                evidence().closeReturns().task(),
                1));
        all.add(new Twin(
                "a report after the last word",
                Oracles.NOTIFICATION,
                evidence().told(Kind.FAILED, 109).told(Kind.CLOSED, 0).written(1),
                1));
        all.add(new Twin(
                "a last word that nobody had asked for",
                Oracles.NOTIFICATION,
                evidence().told(Kind.CLOSED, 0),
                1));
        all.add(new Twin(
                "a last word after a failure",
                Oracles.NOTIFICATION,
                evidence().told(Kind.FAILED, 109).told(Kind.CLOSED, 0),
                0));
        all.add(new Twin("a report of nothing", Oracles.NOTIFICATION, evidence().written(0), 1));
        Duration bound = Duration.ofSeconds(2);
        all.add(new Twin(
                "a wait that gives up",
                Oracles.NOTIFICATION,
                evidence().waitForWrite(false, Duration.ofMillis(8), bound, 9),
                1));
        all.add(new Twin(
                "a wait that lasts", Oracles.NOTIFICATION, evidence().waitForWrite(false, bound, bound, 9), 0));
        all.add(new Twin(
                "a wait with nothing to wait for",
                Oracles.NOTIFICATION,
                evidence().waitForWrite(false, Duration.ZERO, bound, 0),
                0));
        all.add(new Twin(
                "a wait that ends in a failure",
                Oracles.NOTIFICATION,
                evidence().told(Kind.FAILED, 109).waitForWrite(false, Duration.ZERO, bound, 9),
                0));
        return all;
    }

    @ParameterizedTest
    @MethodSource("twins")
    void tells_twins_apart(Twin twin) {
        assertThat(twin.oracle().judge(twin.evidence().build())).hasSize(twin.findings());
    }

    @Test
    void every_deciding_oracle_has_something_to_catch_and_something_to_leave_alone() {
        assertThat(twins().stream()
                        .filter(twin -> twin.findings() > 0)
                        .map(Twin::oracle)
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(Oracles.deciding());
        assertThat(twins().stream()
                        .filter(twin -> twin.findings() == 0)
                        .map(Twin::oracle)
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(Oracles.deciding());
    }

    @Test
    void lock_discipline_never_decides() {
        List<Finding> findings = Oracles.LOCK_DISCIPLINE.judge(
                evidence().observed(Property.LOCK_DISCIPLINE, "blocks").build());

        assertThat(findings).extracting(Finding::verdict).containsExactly(Verdict.UNAFFECTED);
        assertThat(Oracles.deciding()).doesNotContain(Oracles.LOCK_DISCIPLINE);
    }
}
