package pipefault.world;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Writes down in which order the threads of a run passed its points, until the run says that it is enough.
 *
 * <p>For a world whose threads take turns: it is called by one thread at a time.
 */
public final class PassageLog implements Passage.Watcher {

    /** How often a thread looks at the clock depends on the clock: no order can be made of it. */
    private static final String CLOCK = "Clock";

    private final List<Passage> passages = new ArrayList<>();
    private final Map<String, Integer> last = new HashMap<>();
    private BooleanSupplier enough = () -> false;

    /** Says how to find out whether the rest does not matter any more. */
    public void until(BooleanSupplier condition) {
        enough = condition;
    }

    @Override
    public void passed(String actor, String point, boolean returning) {
        if (!point.equals(CLOCK) && !enough.getAsBoolean()) {
            last.put(actor, passages.size());
            passages.add(new Passage(actor, point, returning, false));
        }
    }

    @Override
    public void waits(String actor) {
        Integer index = last.get(actor);
        if (index != null) {
            passages.set(index, passages.get(index).thenWaiting());
        }
    }

    /** Returns what was written down. */
    public List<Passage> passages() {
        return List.copyOf(passages);
    }
}
