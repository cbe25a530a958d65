package pipefault.defects;

import java.time.Duration;
import pipefault.platform.Handle;
import pipefault.platform.Platform;
import pipefault.scenario.Listener;
import pipefault.scenario.Subject;
import pipefault.writer.PipeWriter;
import pipefault.writer.PipeWriterListener;
import pipefault.writer.PipeWriterOptions;
import pipefault.writer.WriterSteps;

/** Makes a {@link PipeWriter} a subject; the writer itself knows nothing of runs. */
final class PipeWriterSubject implements Subject {

    private final PipeWriter writer;

    PipeWriterSubject(Platform platform, Handle pipe, PipeWriterOptions options, Listener listener, WriterSteps steps) {
        writer = new PipeWriter(platform, pipe, options, new Forwarding(listener), steps);
    }

    private record Forwarding(Listener listener) implements PipeWriterListener {

        @Override
        public void written(long bytes) {
            listener.written(bytes);
        }

        @Override
        public void failed(int errorCode) {
            listener.failed(errorCode);
        }

        @Override
        public void warning(String text, int errorCode) {
            listener.warning(text, errorCode);
        }

        @Override
        public void closed() {
            listener.closed();
        }
    }

    @Override
    public boolean write(byte[] data) {
        return writer.write(data);
    }

    @Override
    public long bytesPending() {
        return writer.bytesPending();
    }

    @Override
    public boolean waitForWrite(Duration bound) {
        return writer.waitForWrite(bound);
    }

    @Override
    public void stop() {
        writer.stop();
    }

    @Override
    public void close() {
        writer.close();
    }
}
