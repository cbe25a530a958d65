package pipefault.example;

import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import pipefault.defects.Scenarios;
import pipefault.junit.WriterSuite;

/** The sample under further orders of the threads: one of them may show what the first does not. */
class SampleWriterSchedulesTest {

    @TestFactory
    Stream<DynamicNode> recovers_under_many_schedules() {
        return LongStream.rangeClosed(2, 6)
                .mapToObj(seed -> DynamicContainer.dynamicContainer(
                        "seed " + seed,
                        WriterSuite.tests(Scenarios.all(), new SampleWriterTest.SampleWriterFactory(), seed)));
    }
}
