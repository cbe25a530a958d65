package pipefault.oracle;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * What the peer got is a prefix of what was accepted: no gap, no change of order, nothing twice.
 *
 * <p>The data of a write that threw or did not return may be missing, be there, or break off where everything ends.
 */
final class WireBytes implements Oracle {

    @Override
    public String name() {
        return "wire bytes";
    }

    @Override
    public List<Finding> judge(Evidence evidence) {
        int received = evidence.received().remaining();
        int explained = explained(evidence.received().slice(), evidence.offers());
        if (explained == received) {
            return List.of();
        }
        long accepted = evidence.acceptedBytes();
        if (received > accepted && explained == accepted) {
            return List.of(finding("the peer got " + received + " bytes, but only " + accepted + " were accepted"));
        }
        return List.of(finding("byte " + explained + " of " + received + " at the peer differs from what was accepted ("
                + accepted + " bytes): the stream has a gap, a repetition or another order from there on"));
    }

    /** Returns how many bytes from the beginning on the offers can explain at the most, each at its turn. */
    private static int explained(ByteBuffer received, List<Offer> offers) {
        if (offers.isEmpty() || !received.hasRemaining()) {
            return 0;
        }
        Offer first = offers.get(0);
        List<Offer> rest = offers.subList(1, offers.size());
        int length = first.data().remaining();
        int different = received.mismatch(first.data().slice());
        int common = different < 0 ? length : different;
        int with = common < length
                ? common
                : length + explained(received.slice(length, received.remaining() - length), rest);
        return first.accepted() ? with : Math.max(with, explained(received, rest));
    }

    private Finding finding(String text) {
        return new Finding(name(), Verdict.CORRUPTED, text);
    }
}
