package pipefault.oracle;

import static pipefault.oracle.EvidenceBuilder.evidence;
import static pipefault.oracle.EvidenceBuilder.failedWrite;

import java.util.ArrayList;
import java.util.List;
import pipefault.fault.FailPoint;
import pipefault.platform.CallResult;
import pipefault.platform.NtStatus;

/** Twins about bytes: on the wire, and counted. */
final class BytesTwins {

    private static final byte[] ABC = {'a', 'b', 'c'};
    private static final byte[] NONE = {};

    private BytesTwins() {}

    static List<Twin> all() {
        List<Twin> all = new ArrayList<>();
        all.add(new Twin("a prefix", Oracles.WIRE_BYTES, evidence().bytes(ABC, new byte[] {'a', 'b'}), 0));
        all.add(new Twin("nothing at all", Oracles.WIRE_BYTES, evidence().bytes(ABC, NONE), 0));
        all.add(new Twin("a gap", Oracles.WIRE_BYTES, evidence().bytes(ABC, new byte[] {'a', 'c'}), 1));
        all.add(new Twin("a repetition", Oracles.WIRE_BYTES, evidence().bytes(ABC, new byte[] {'a', 'a', 'b'}), 1));
        all.add(new Twin(
                "a byte too many", Oracles.WIRE_BYTES, evidence().bytes(ABC, new byte[] {'a', 'b', 'c', 'c'}), 1));
        all.add(new Twin(
                "data of a write that threw, where everything ends",
                Oracles.WIRE_BYTES,
                evidence().bytes(ABC, new byte[] {'a', 'b', 'c', 'x'}).offered(new byte[] {'x', 'y'}, false),
                0));
        all.add(new Twin(
                "no data of a write that threw",
                Oracles.WIRE_BYTES,
                evidence().offered(new byte[] {'x', 'y'}, false).bytes(ABC, ABC),
                0));
        all.add(new Twin(
                "a part of a write that threw, and more after it",
                Oracles.WIRE_BYTES,
                evidence().offered(new byte[] {'x', 'y'}, false).bytes(ABC, new byte[] {'x', 'a'}),
                1));
        all.add(new Twin(
                "more reported than delivered",
                Oracles.ACCOUNTING,
                evidence().bytes(ABC, NONE).written(3),
                1));
        all.add(new Twin(
                "the same after a disconnect",
                Oracles.ACCOUNTING,
                evidence()
                        .call(FailPoint.WRITE_FILE, "op-1", CallResult.success(3))
                        .bytes(ABC, NONE)
                        .written(3)
                        .dataDropped(),
                0));
        all.add(new Twin(
                "after a disconnect more than ever was in the pipe",
                Oracles.ACCOUNTING,
                evidence()
                        .call(FailPoint.WRITE_FILE, "op-1", CallResult.success(2))
                        .bytes(ABC, NONE)
                        .written(3)
                        .dataDropped(),
                1));
        all.add(new Twin(
                "a report before anything is known",
                Oracles.ACCOUNTING,
                evidence()
                        .call(FailPoint.WRITE_FILE, "op-1", CallResult.pending())
                        .written(3)
                        .call(FailPoint.GET_OVERLAPPED_RESULT, "op-1", CallResult.success(3))
                        .bytes(ABC, ABC),
                1));
        all.add(new Twin(
                "a report after a look at the status block",
                Oracles.ACCOUNTING,
                evidence()
                        .call(FailPoint.WRITE_FILE, "op-1", CallResult.pending())
                        .looked("op-1", NtStatus.SUCCESS, 3)
                        .written(3)
                        .call(FailPoint.GET_OVERLAPPED_RESULT, "op-1", CallResult.success(3))
                        .bytes(ABC, ABC),
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
                "the same after a cancel of a write that was under way",
                Oracles.ACCOUNTING,
                evidence()
                        .call(FailPoint.WRITE_FILE, "op-1", CallResult.pending())
                        .call(FailPoint.CANCEL_IO_EX, "op-1", CallResult.success())
                        .bytes(ABC, ABC),
                0));
        all.add(new Twin(
                "the same after a cancel of a write of which only a stale success without a byte was known",
                Oracles.ACCOUNTING,
                evidence()
                        .call(FailPoint.WRITE_FILE, "op-1", CallResult.pending())
                        .call(FailPoint.GET_OVERLAPPED_RESULT, "op-1", CallResult.success(0))
                        .call(FailPoint.CANCEL_IO_EX, "op-1", CallResult.success())
                        .bytes(ABC, ABC),
                0));
        all.add(new Twin(
                "the same after a cancel, and a close of the pipe, when all was known",
                Oracles.ACCOUNTING,
                evidence()
                        .call(FailPoint.WRITE_FILE, "op-1", CallResult.pending())
                        .call(FailPoint.GET_OVERLAPPED_RESULT, "op-1", CallResult.success(3))
                        .call(FailPoint.CANCEL_IO_EX, "op-1", CallResult.failure(1168))
                        .onHandle(FailPoint.CLOSE_HANDLE, Evidence.PIPE, CallResult.success())
                        .bytes(ABC, ABC),
                1));
        all.add(new Twin(
                "equal counts",
                Oracles.ACCOUNTING,
                evidence().bytes(ABC, ABC).written(1).written(2),
                0));
        return all;
    }
}
