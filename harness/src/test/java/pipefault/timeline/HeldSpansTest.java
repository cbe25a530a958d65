package pipefault.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pipefault.timeline.Picture.Span;
import pipefault.timeline.Picture.SpanKind;
import pipefault.trace.CallRecord;
import pipefault.trace.CallRecord.Kind;
import pipefault.trace.Trace;

/** For how long a thread is drawn as held by a gate. */
class HeldSpansTest {

    private static CallRecord fault(int sequence, String text) {
        return new CallRecord(sequence, sequence, "owner", Kind.FAULT, 0, "CancelIoEx", text, true);
    }

    private static List<Span> spans(CallRecord... records) {
        Trace trace = new Trace(List.of(records));
        return SpanReader.of(trace, RowReader.of(trace));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gate in-cancel", "gate in-cancel, which nobody opened"})
    void it_ends_where_the_thread_goes_on(String gate) {
        assertThat(spans(
                        fault(1, CallRecord.HELD + "gate in-cancel"),
                        fault(2, CallRecord.GOES_ON + gate),
                        fault(3, "passes the open gate in-cancel")))
                .containsExactly(new Span(SpanKind.HELD, "owner", 0, 1, false, "gate in-cancel", -1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"passes the open gate in-cancel", CallRecord.GOES_ON + "gate elsewhere"})
    void it_goes_on_to_the_end_where_the_thread_does_not(String text) {
        assertThat(spans(fault(1, CallRecord.HELD + "gate in-cancel"), fault(2, text)))
                .containsExactly(new Span(SpanKind.HELD, "owner", 0, 1, true, "gate in-cancel", -1));
    }
}
