package pipefault.foreign;

import java.io.IOException;

/** One end of a pipe as foreign code offers it: blocking, and used by one thread at a time except for {@link #close}. */
public interface Endpoint {

    /** Writes all of it, or throws. */
    void write(byte[] data) throws IOException;

    /**
     * Reads at least one byte.
     *
     * @return how many bytes came; -1 at the end of the stream
     */
    int read(byte[] buffer) throws IOException;

    /** Gives everything back; may be called while another thread reads. */
    void close() throws IOException;
}
