package pipefault.app;

import java.util.Iterator;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The names that a shell proposes; they are looked for only when it asks. */
abstract class Candidates implements Iterable<String> {

    private final Supplier<Stream<String>> names;

    private Candidates(Supplier<Stream<String>> names) {
        this.names = names;
    }

    @Override
    public final Iterator<String> iterator() {
        return names.get().iterator();
    }

    /** The kernels. */
    static final class OfKernels extends Candidates {
        OfKernels() {
            super(() -> Stream.of(KernelName.values()).map(KernelName::toString));
        }
    }

    /** The writers of this program. */
    static final class OfWriters extends Candidates {
        OfWriters() {
            super(() -> Catalogue.ofDefects().writerNames().stream());
        }
    }

    /** The scenarios. */
    static final class OfScenarios extends Candidates {
        OfScenarios() {
            super(() -> Catalogue.ofDefects().scenarioIds().stream());
        }
    }
}
