package pipefault.oracle;

import java.nio.ByteBuffer;
import java.util.List;

/** What the peer got is a prefix of what was accepted: no gap, no change of order, nothing twice. */
final class WireBytes implements Oracle {

    @Override
    public String name() {
        return "wire bytes";
    }

    @Override
    public List<Finding> judge(Evidence evidence) {
        ByteBuffer accepted = evidence.accepted().duplicate();
        ByteBuffer received = evidence.received().duplicate();
        int different = accepted.mismatch(received);
        int common = Math.min(accepted.remaining(), received.remaining());
        if (different >= 0 && different < common) {
            return List.of(finding("byte " + different + " of " + received.remaining()
                    + " at the peer differs from what was accepted (" + accepted.remaining()
                    + " bytes): the stream has a gap, a repetition or another order from there on"));
        }
        if (received.remaining() > accepted.remaining()) {
            return List.of(finding("the peer got " + received.remaining() + " bytes, but only " + accepted.remaining()
                    + " were accepted"));
        }
        return List.of();
    }

    private Finding finding(String text) {
        return new Finding(name(), Verdict.CORRUPTED, text);
    }
}
