package pipefault.explore;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Packs the text of a plan into few characters that every shell leaves alone. */
final class PackedText {

    /**
     * What plans are made of, the commonest last; a short text shrinks to half with it. Part of the token format: a change
     * needs a new version there.
     */
    private static final byte[] WORDS =
            ("CreateMutex SetEvent ResetEvent WaitForMultipleObjects CreateNamedPipe ConnectNamedPipe CreateFile CreatePipe "
                            + "PeekNamedPipe FlushFileBuffers SetNamedPipeHandleState ReadFile CancelIo GetOverlappedResultEx "
                            + "CloseThreadpoolWait CreateThreadpoolWait DisconnectNamedPipe WaitForSingleObject CloseHandle "
                            + "WaitForThreadpoolWaitCallbacks SetThreadpoolWait Callback -> repeat; Lock Event#1 -> signal; "
                            + "drop; reject; pass; ERROR_NETNAME_DELETED ERROR_NOT_ENOUGH_MEMORY ERROR_INVALID_PARAMETER "
                            + "ERROR_INVALID_HANDLE ERROR_IO_INCOMPLETE ERROR_OPERATION_ABORTED ERROR_PIPE_NOT_CONNECTED "
                            + "ERROR_NO_DATA ERROR_NO_SYSTEM_RESOURCES ERROR_NOT_FOUND ERROR_BROKEN_PIPE "
                            + "ERROR_ACCESS_DENIED, performed, lie) once after .returned unrealistic(alter(count, -1)) "
                            + "CreateEvent#2 Post#1 -> delay(before, 50ms) CancelIoEx -> succeed(without-effect); "
                            + "WriteFile#1..3+2 GetOverlappedResult@pool#1 -> hold(before, in-callback, until CancelIoEx#1); "
                            + "CancelIoEx#1 -> fail(ERROR_")
                    .getBytes(StandardCharsets.US_ASCII);

    private PackedText() {}

    static String pack(String text) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        try {
            deflater.setDictionary(WORDS);
            deflater.setInput(text.getBytes(StandardCharsets.UTF_8));
            deflater.finish();
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            byte[] piece = new byte[512];
            while (!deflater.finished()) {
                packed.write(piece, 0, deflater.deflate(piece));
            }
            return Base64.getUrlEncoder().withoutPadding().encodeToString(packed.toByteArray());
        } finally {
            deflater.end();
        }
    }

    /** Returns the text; empty if this is no packed text or a longer one. */
    static Optional<String> unpack(String packed, int lengthMax) {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setDictionary(WORDS);
            inflater.setInput(Base64.getUrlDecoder().decode(packed));
            byte[] text = new byte[lengthMax + 1];
            int length = inflater.inflate(text);
            return inflater.finished() && length <= lengthMax
                    ? Optional.of(new String(text, 0, length, StandardCharsets.UTF_8))
                    : Optional.empty();
        } catch (IllegalArgumentException | DataFormatException e) {
            return Optional.empty();
        } finally {
            inflater.end();
        }
    }
}
