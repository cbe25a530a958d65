package pipefault.inject;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import pipefault.platform.CallResult;
import pipefault.platform.Handle;
import pipefault.platform.Win32Error;

/**
 * Knows every handle and wait object that a subject has taken, and gives each a name for traces and reports.
 *
 * <p>Goes by the identity of {@link Handle}: Windows re-uses values, so a second close may hit a stranger's handle and
 * succeed. Thread-pool waits are held here as well, since they leak in the same way. Thread-safe.
 */
public final class HandleLedger {

    private static final class Entry {
        final String label;

        /** Whether the subject has to close it; if not, it must not. */
        boolean owned;

        /** The subject has closed it, as far as it knows. */
        boolean closed;

        /** The subject was told that closing has failed: it may try again, and need not. */
        boolean refused;

        /** It is closed in earnest, or out of the subject's reach: its value may be another's by now. */
        boolean gone;

        Entry(String label, boolean owned) {
            this.label = label;
            this.owned = owned;
        }
    }

    /** Whether a call that closes something may reach the kernel. */
    enum Closing {
        /** It may. */
        LAWFUL,
        /** It was closed before or is unknown: its value may be another's. */
        STALE,
        /** It is not the subject's. */
        FOREIGN
    }

    private final Observations observations;

    /** Guards itself, {@link #inOrder}, {@link #counters} and the entries; nothing is called while it is held. */
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

    /** Notes what a call has answered that creates a handle; returns the answer in words for the trace. */
    String answered(CallResult answer, String kind) {
        Handle handle = answer.handleOrNull();
        if (handle == null) {
            return answer.rawHandle() + " " + Win32Error.describe(answer.lastError());
        }
        boolean existed = answer.lastError() == Win32Error.ERROR_ALREADY_EXISTS;
        return created(handle, kind) + (existed ? ", which existed before" : "");
    }

    /**
     * Notes a handle that the subject is about to be given.
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

    /** Takes a handle back from the subject, which must not close it any more; for one whose opening failed. */
    public void takeBack(Handle handle) {
        String complaint = null;
        synchronized (entries) {
            Entry entry = entries.get(handle);
            if (entry != null) {
                entry.owned = false;
                if (entry.closed) {
                    complaint = "CloseHandle on " + entry.label + ", which the subject does not own: it was not opened";
                }
            }
        }
        if (complaint != null) {
            observations.add(Property.HANDLES, complaint);
        }
    }

    /**
     * Puts a handle out of the subject's reach, so that somebody else can close it; whether it leaked stays as it is.
     *
     * @return false if it is closed in earnest already
     */
    public boolean seize(Handle handle) {
        synchronized (entries) {
            Entry entry = entries.get(handle);
            if (entry == null || entry.gone) {
                return entry == null;
            }
            entry.gone = true;
            return true;
        }
    }

    /** Notes that the subject is about to close something, and objects if it must not. */
    Closing closing(Object resource, String call) {
        String complaint = null;
        Closing closing = Closing.LAWFUL;
        synchronized (entries) {
            Entry entry = entries.get(resource);
            if (entry == null) {
                closing = Closing.STALE;
                complaint = call + " on " + name(resource) + ", which the subject never had";
            } else if (entry.closed) {
                closing = Closing.STALE;
                complaint = call + " on " + entry.label
                        + ", which was closed before; its value may belong to another by now";
            } else if (!entry.owned) {
                closing = Closing.FOREIGN;
                entry.closed = true;
                complaint = call + " on " + entry.label + ", which the subject does not own";
            } else {
                entry.closed = true;
                closing = entry.gone ? Closing.STALE : Closing.LAWFUL;
            }
        }
        if (complaint != null) {
            observations.add(Property.HANDLES, complaint);
        }
        return closing;
    }

    /** Notes that the kernel has closed it. */
    void closedInEarnest(Object resource) {
        synchronized (entries) {
            Entry entry = entries.get(resource);
            if (entry != null) {
                entry.gone = true;
            }
        }
    }

    /** Notes that the subject was told that closing has failed. */
    void closingRefused(Object resource) {
        synchronized (entries) {
            Entry entry = entries.get(resource);
            if (entry != null) {
                entry.closed = false;
                entry.refused = true;
            }
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
                    .filter(entry -> entry.owned && !entry.closed && !entry.refused)
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
