package pipefault.inject;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import pipefault.platform.Handle;

/**
 * Knows every handle and wait object that a subject has taken, and gives each a name for traces and reports.
 *
 * <p>Goes by the identity of {@link Handle}: Windows re-uses values, so a second close may hit a stranger's handle and
 * succeed. Thread-pool waits are held here as well, since they leak in the same way. Thread-safe.
 */
public final class HandleLedger {

    private static final class Entry {
        final String label;
        final boolean mustBeClosed;
        boolean closed;

        Entry(String label, boolean mustBeClosed) {
            this.label = label;
            this.mustBeClosed = mustBeClosed;
        }
    }

    private final Observations observations;

    /** Guards itself, {@link #inOrder} and {@link #counters}; nothing is called while it is held. */
    private final IdentityHashMap<Object, Entry> entries = new IdentityHashMap<>();

    private final List<Entry> inOrder = new ArrayList<>();
    private final Map<String, Integer> counters = new HashMap<>();

    HandleLedger(Observations observations) {
        this.observations = observations;
    }

    /** Notes something that the subject created; returns its name, {@code event-1}. */
    String created(Object resource, String kind) {
        synchronized (entries) {
            int number = counters.merge(kind, 1, Integer::sum);
            return add(resource, new Entry(kind + "-" + number, true));
        }
    }

    /**
     * Notes a handle that the subject was given.
     *
     * @param owned whether the subject has to close it; if not, it must not
     */
    public void given(Handle handle, String label, boolean owned) {
        synchronized (entries) {
            add(handle, new Entry(label, owned));
        }
    }

    private String add(Object resource, Entry entry) {
        entries.put(resource, entry);
        inOrder.add(entry);
        return entry.label;
    }

    /** Notes that the subject closes something. */
    void closing(Object resource, String call) {
        String complaint = null;
        synchronized (entries) {
            Entry entry = entries.get(resource);
            if (entry == null) {
                complaint = call + " on " + name(resource) + ", which the subject never had";
            } else if (entry.closed) {
                complaint = call + " on " + entry.label
                        + ", which was closed before; its value may belong to another by now";
            } else {
                entry.closed = true;
                if (!entry.mustBeClosed) {
                    complaint = call + " on " + entry.label + ", which the subject does not own";
                }
            }
        }
        if (complaint != null) {
            observations.add(Property.HANDLES, complaint);
        }
    }

    /** Tells whether the subject has closed this before. */
    boolean isClosed(Object resource) {
        synchronized (entries) {
            Entry entry = entries.get(resource);
            return entry != null && entry.closed;
        }
    }

    /** Returns the name of a handle or wait for traces. */
    String name(Object resource) {
        synchronized (entries) {
            Entry entry = entries.get(resource);
            if (entry != null) {
                return entry.label;
            }
        }
        return resource instanceof Handle handle && !handle.isValid() ? handle.toString() : "an unknown object";
    }

    /** Returns the names of what the subject still holds and should have closed. */
    public List<String> open() {
        synchronized (entries) {
            return inOrder.stream()
                    .filter(entry -> entry.mustBeClosed && !entry.closed)
                    .map(entry -> entry.label)
                    .toList();
        }
    }

    /** Returns how many things the subject created. */
    public int createdCount() {
        synchronized (entries) {
            return counters.values().stream().mapToInt(Integer::intValue).sum();
        }
    }
}
