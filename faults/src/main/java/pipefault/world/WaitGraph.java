package pipefault.world;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who waits for what, at one moment.
 *
 * @param waits one entry per actor that cannot go on, in the order in which the actors were started
 */
public record WaitGraph(List<Wait> waits) {

    /** Copies the list. */
    public WaitGraph {
        waits = List.copyOf(waits);
    }

    /**
     * One actor that cannot go on.
     *
     * @param actor its name
     * @param what what it waits for, in words that complete "is waiting for"
     * @param forActors the actors that could end the wait; empty if none is known
     */
    public record Wait(String actor, String what, List<String> forActors) {

        /** Copies the list. */
        public Wait {
            forActors = List.copyOf(forActors);
        }
    }

    /** Returns the actors of a cycle, each waiting for the next and the last for the first; empty if there is none. */
    public List<String> cycle() {
        Map<String, Wait> byActor = new LinkedHashMap<>();
        for (Wait wait : waits) {
            byActor.put(wait.actor(), wait);
        }
        for (String start : byActor.keySet()) {
            List<String> found = follow(byActor, start, new LinkedHashSet<>());
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }

    private static List<String> follow(Map<String, Wait> byActor, String actor, Set<String> path) {
        if (path.contains(actor)) {
            List<String> all = new ArrayList<>(path);
            return all.subList(all.indexOf(actor), all.size());
        }
        Wait wait = byActor.get(actor);
        if (wait == null) {
            return List.of();
        }
        path.add(actor);
        for (String next : wait.forActors()) {
            List<String> found = follow(byActor, next, path);
            if (!found.isEmpty()) {
                return found;
            }
        }
        path.remove(actor);
        return List.of();
    }

    /** Returns one line per wait, {@code stopper is waiting for …}. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Wait wait : waits) {
            String whom = wait.forActors().isEmpty() ? "" : " (" + String.join(", ", wait.forActors()) + ")";
            lines.add(wait.actor() + " is waiting for " + wait.what() + whom);
        }
        return lines;
    }
}
