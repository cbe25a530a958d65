package pipefault.example;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import pipefault.defects.Scenarios;
import pipefault.junit.WriterSuite;
import pipefault.platform.Handle;
import pipefault.platform.Platform;
import pipefault.scenario.Listener;
import pipefault.scenario.Subject;
import pipefault.scenario.SubjectFactory;

class SampleWriterTest {

    /** Opens the writer for each run. */
    static final class SampleWriterFactory implements SubjectFactory {
        @Override
        public String name() {
            return "sample";
        }

        @Override
        public boolean ownsHandle() {
            return false; // close leaves the pipe handle to whoever opened it
        }

        @Override
        public Subject open(Platform platform, Handle pipe, Listener listener) {
            return new SampleWriter(platform, pipe, listener);
        }
    }

    @TestFactory
    Stream<DynamicNode> recovers_in_every_scenario() {
        return WriterSuite.tests(Scenarios.all(), new SampleWriterFactory());
    }
}
