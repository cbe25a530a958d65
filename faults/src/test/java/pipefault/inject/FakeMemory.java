package pipefault.inject;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Memory of 32-bit cells; what was never written is 0. */
final class FakeMemory implements ForeignMemory {

    final List<Long> closed = new ArrayList<>();
    final List<Long> reset = new ArrayList<>();
    private final Map<Long, Integer> cells = new TreeMap<>();

    @Override
    public int getInt(long address) {
        return cells.getOrDefault(address, 0);
    }

    @Override
    public long getLong(long address) {
        return Integer.toUnsignedLong(getInt(address)) | (long) getInt(address + 4) << 32;
    }

    @Override
    public void putInt(long address, int value) {
        cells.put(address, value);
    }

    @Override
    public void putLong(long address, long value) {
        putInt(address, (int) value);
        putInt(address + 4, (int) (value >>> 32));
    }

    @Override
    public void resetEvent(long handle) {
        reset.add(handle);
    }

    @Override
    public void closeHandle(long handle) {
        closed.add(handle);
    }
}
