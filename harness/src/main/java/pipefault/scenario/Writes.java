package pipefault.scenario;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import pipefault.oracle.Offer;

/** The writes of a run with their data, in the order in which they began; used by the driver thread only. */
final class Writes {

    private static final class Write {
        final Step step;
        final byte[] data;

        Write(Step step, byte[] data) {
            this.step = step;
            this.data = data;
        }

        boolean isTaken() {
            return Boolean.TRUE.equals(step.returned());
        }

        boolean isRefused() {
            return step.isDone() && step.thrown() == null && !isTaken();
        }
    }

    private final List<Write> all = new ArrayList<>();

    void add(Step step, byte[] data) {
        all.add(new Write(step, data));
    }

    int count() {
        return all.size();
    }

    /** Tells whether the latest write ended in an exception. */
    boolean lastThrew() {
        return !all.isEmpty() && all.get(all.size() - 1).step.thrown() != null;
    }

    /** Returns how many bytes were accepted so far. */
    long accepted() {
        return all.stream()
                .filter(Write::isTaken)
                .mapToLong(write -> write.data.length)
                .sum();
    }

    /** Returns the data of each write that was not plainly refused; that of a write that hangs may go out yet. */
    List<Offer> offers() {
        return all.stream()
                .filter(write -> !write.isRefused())
                .map(write -> new Offer(ByteBuffer.wrap(write.data), write.isTaken()))
                .toList();
    }
}
