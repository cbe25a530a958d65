package pipefault.jna.foreign;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import pipefault.inject.ForeignMemory;

/** The memory of this process. */
final class NativeMemory implements ForeignMemory {

    static final NativeMemory INSTANCE = new NativeMemory();

    /** A library object of its own: swapping peers in the one that everybody shares must not reach these. */
    private final Function resetEvent;

    private final Function closeHandle;

    private NativeMemory() {
        NativeLibrary kernel32 = NativeLibrary.getInstance("kernel32");
        resetEvent = unshared(kernel32.getFunction("ResetEvent"));
        closeHandle = unshared(kernel32.getFunction("CloseHandle"));
    }

    private static Function unshared(Function function) {
        return Function.getFunction(new Pointer(Pointer.nativeValue(function)));
    }

    @Override
    public int getInt(long address) {
        return new Pointer(address).getInt(0);
    }

    @Override
    public long getLong(long address) {
        return new Pointer(address).getLong(0);
    }

    @Override
    public void putInt(long address, int value) {
        new Pointer(address).setInt(0, value);
    }

    @Override
    public void putLong(long address, long value) {
        new Pointer(address).setLong(0, value);
    }

    @Override
    public void resetEvent(long handle) {
        int unused = resetEvent.invokeInt(new Object[] {handle});
    }

    @Override
    public void closeHandle(long handle) {
        int unused = closeHandle.invokeInt(new Object[] {handle});
    }
}
