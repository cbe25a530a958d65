package pipefault.defects;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import pipefault.scenario.SubjectFactory;
import pipefault.specimen.FlagAfterPost;
import pipefault.specimen.IgnoresNullEvent;
import pipefault.specimen.LateCheck;
import pipefault.specimen.NoCompletionWait;
import pipefault.specimen.NoJoin;
import pipefault.specimen.ReviewedWriter;
import pipefault.specimen.Snapshot;
import pipefault.specimen.SwallowsError;
import pipefault.specimen.TrustsTimeOut;
import pipefault.specimen.UnlockAfterWait;
import pipefault.specimen.WaitForever;
import pipefault.specimen.WaitUnderLock;
import pipefault.writer.PipeWriterOptions;
import pipefault.writer.WriterSteps;

/** Our writers by their names on the command line and in reports. */
public final class Writers {

    /** The writer that recovers; every oracle decides its verdict. */
    public static final String RECOVERING = "recovering";

    /** The model of the reviewed writer. */
    public static final String AS_SHIPPED = "as-shipped";

    private static final SubjectFactory THE_RECOVERING = derived(RECOVERING, WriterSteps::new);

    private static final SubjectFactory THE_AS_SHIPPED = reviewed(AS_SHIPPED, ReviewedWriter::new);

    private static final List<SubjectFactory> AS_REPORTED = List.of(
            reviewed("wait-under-lock", WaitUnderLock::new),
            reviewed("wait-forever", WaitForever::new),
            reviewed("snapshot", Snapshot::new),
            reviewed("flag-after-post", FlagAfterPost::new),
            reviewed("no-join", NoJoin::new),
            reviewed("late-check", LateCheck::new));

    private static final List<SubjectFactory> DERIVED = List.of(
            derived("unlock-after-wait", UnlockAfterWait::new),
            derived("no-completion-wait", NoCompletionWait::new),
            derived("ignores-null-event", IgnoresNullEvent::new),
            derived("swallows-error", SwallowsError::new),
            derived("trusts-time-out", TrustsTimeOut::new));

    private Writers() {}

    private static SubjectFactory reviewed(String name, WriterFactory.Opening opening) {
        return new WriterFactory(name, false, true, opening);
    }

    private static SubjectFactory derived(String name, Supplier<WriterSteps> steps) {
        PipeWriterOptions options = PipeWriterOptions.server().owningHandle();
        return new WriterFactory(
                name,
                true,
                !name.equals(RECOVERING),
                (platform, pipe, listener) -> new PipeWriterSubject(platform, pipe, options, listener, steps.get()));
    }

    /** The writer that recovers, as a class for an annotation to name. */
    public static final class Recovering extends Forwarding {

        /** Opens what {@link Writers#recovering} opens. */
        public Recovering() {
            super(THE_RECOVERING);
        }
    }

    /** The model of the reviewed writer, as a class for an annotation to name. */
    public static final class AsShipped extends Forwarding {

        /** Opens what {@link Writers#asShipped} opens. */
        public AsShipped() {
            super(THE_AS_SHIPPED);
        }
    }

    /** Returns the writer that recovers. */
    public static SubjectFactory recovering() {
        return THE_RECOVERING;
    }

    /** Returns the model of the reviewed writer. */
    public static SubjectFactory asShipped() {
        return THE_AS_SHIPPED;
    }

    /** Returns the specimens that really have what the report claims: the model with one step replaced each. */
    public static List<SubjectFactory> asReported() {
        return AS_REPORTED;
    }

    /** Returns the specimens that are the recovering writer without one of its decisions each. */
    public static List<SubjectFactory> derived() {
        return DERIVED;
    }

    /** Returns all writers: the recovering one, the model, then the specimens. */
    public static List<SubjectFactory> all() {
        return Stream.of(List.of(THE_RECOVERING, THE_AS_SHIPPED), AS_REPORTED, DERIVED)
                .flatMap(List::stream)
                .toList();
    }

    /** Finds a writer by its name. */
    public static Optional<SubjectFactory> named(String name) {
        return all().stream().filter(each -> each.name().equals(name)).findFirst();
    }
}
