package pipefault.jna.foreign;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.WString;
import com.sun.jna.ptr.IntByReference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An interface as people write it, which knows nothing of fault injection. */
@SuppressWarnings("MemberName") // the names are those of Windows
interface Theirs extends Library {

    /** An OVERLAPPED as people write it. */
    final class OVERLAPPED extends Structure {
        public long Internal;
        public long InternalHigh;
        public int Offset;
        public int OffsetHigh;
        public @Nullable Pointer hEvent;

        @Override
        protected List<String> getFieldOrder() {
            return List.of("Internal", "InternalHigh", "Offset", "OffsetHigh", "hEvent");
        }
    }

    @Nullable
    Pointer CreateEventW(
            @Nullable Pointer attributes, boolean manualReset, boolean initialState, @Nullable WString name);

    boolean SetEvent(@Nullable Pointer event);

    boolean ResetEvent(@Nullable Pointer event) throws LastErrorException;

    int WaitForSingleObject(Pointer object, int milliseconds);

    boolean CloseHandle(Pointer object);

    boolean CancelIoEx(Pointer file, @Nullable OVERLAPPED overlapped) throws LastErrorException;

    boolean GetOverlappedResult(Pointer file, OVERLAPPED overlapped, IntByReference count, boolean wait);

    boolean ReadFile(Pointer file, byte[] buffer, int length, int @Nullable [] count, @Nullable OVERLAPPED overlapped);

    int GetCurrentThreadId();

    /** Not a call of Windows. */
    default int answer() {
        return 42;
    }
}
