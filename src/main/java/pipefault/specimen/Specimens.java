package pipefault.specimen;

import java.util.List;
import java.util.stream.Stream;
import pipefault.platform.Handle;
import pipefault.platform.Platform;
import pipefault.scenario.Listener;
import pipefault.scenario.Subject;

/** The specimens that are the skeleton with one step replaced each, and the skeleton itself. */
public final class Specimens {

    /** Opens a writer. */
    @FunctionalInterface
    public interface Opening {

        /** Opens a writer on a pipe that it does not own. */
        Subject open(Platform platform, Handle pipe, Listener listener);
    }

    /**
     * A specimen.
     *
     * @param type the class that bears {@link Defective}
     */
    public record Specimen(Class<?> type, Opening opening) {

        /** Tells whether its twin is the one on a pipe that does not wait. */
        public boolean isNonBlocking() {
            return NonBlocking.class.isAssignableFrom(type);
        }
    }

    private Specimens() {}

    /** Opens the skeleton as it stands, which is right. */
    public static Subject skeleton(Platform platform, Handle pipe, Listener listener) {
        return new Skeleton(platform, pipe, listener);
    }

    /** Opens the skeleton on a pipe that does not wait, which is right, too. */
    public static Subject nonBlocking(Platform platform, Handle pipe, Listener listener) {
        return new NonBlocking(platform, pipe, listener);
    }

    /** Returns all of them, by what they get wrong. */
    public static List<Specimen> onSkeleton() {
        return Stream.of(
                        OpeningSpecimens.all(),
                        StartSpecimens.all(),
                        CompletionSpecimens.all(),
                        ReportSpecimens.all(),
                        WaitSpecimens.all(),
                        CancelSpecimens.all(),
                        StopSpecimens.all())
                .flatMap(List::stream)
                .toList();
    }
}
