package pipefault.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Says where a trace file leaves the Trace Event Format in what a viewer refuses or draws wrongly. */
final class TraceEventFormat {

    private static final Set<String> PHASES = Set.of("M", "X", "B", "E", "i", "b", "n", "e", "s", "t", "f", "C");
    private static final Set<String> WITH_ID = Set.of("b", "n", "e", "s", "t", "f");
    private static final Set<String> SCOPES = Set.of("g", "p", "t");
    private static final Set<String> METADATA =
            Set.of("process_name", "process_labels", "process_sort_index", "thread_name", "thread_sort_index");

    private final List<String> problems = new ArrayList<>();
    private final Map<String, Integer> begun = new HashMap<>();
    private final Map<String, Integer> open = new HashMap<>();
    private final Map<String, Integer> flows = new HashMap<>();
    private final Set<String> named = new HashSet<>();
    private final Set<String> used = new HashSet<>();

    private TraceEventFormat() {}

    /** Returns the problems of a whole file; none if it is right. */
    static List<String> problems(JsonNode file) {
        TraceEventFormat format = new TraceEventFormat();
        JsonNode events = file.path("traceEvents");
        if (!events.isArray() || events.isEmpty()) {
            return List.of("traceEvents is no list with something in it");
        }
        if (!Set.of("ms", "ns").contains(file.path("displayTimeUnit").asText("ms"))) {
            format.problems.add("displayTimeUnit is ms or ns");
        }
        events.forEach(format::event);
        format.end();
        return format.problems;
    }

    private void event(JsonNode event) {
        String phase = event.path("ph").asText();
        require(event, PHASES.contains(phase), "ph is no phase");
        require(event, event.path("pid").isInt() && event.path("tid").isInt(), "pid and tid are numbers");
        require(
                event,
                event.path("name").isTextual() && !event.path("name").asText().isEmpty(),
                "name is a text");
        require(
                event,
                phase.equals("M")
                        || (event.path("ts").isNumber() && event.path("ts").asDouble() >= 0),
                "ts is a number of microseconds from 0");
        require(event, !event.has("args") || event.path("args").isObject(), "args is an object");
        String thread = event.path("pid") + "/" + event.path("tid");
        if (phase.equals("M")) {
            metadata(event, thread);
            return;
        }
        used.add(thread);
        require(
                event,
                !phase.equals("X")
                        || (event.path("dur").isNumber() && event.path("dur").asDouble() >= 0),
                "dur is a number of microseconds from 0");
        require(event, !phase.equals("i") || SCOPES.contains(event.path("s").asText("t")), "s is g, p or t");
        if (phase.equals("B") || phase.equals("E")) {
            pair(event, begun, thread, phase.equals("B"), "E without B");
        }
        if (WITH_ID.contains(phase)) {
            withId(event, phase);
        }
    }

    private void withId(JsonNode event, String phase) {
        JsonNode id = event.has("id") ? event.path("id") : event.path("id2").path("local");
        require(event, id.isTextual() || id.isIntegralNumber(), "id is a text or a number");
        require(event, event.path("cat").isTextual(), "cat is a text");
        String key = event.path("pid") + " " + event.path("cat") + " " + id;
        switch (phase) {
            case "b", "e" -> pair(event, open, key, phase.equals("b"), "e without b of the same cat and id");
            case "s" -> flows.put(key, 1);
            case "t", "f" -> require(event, flows.containsKey(key), "a flow that never began");
            default -> require(event, open.getOrDefault(key, 0) > 0, "n outside its b and e");
        }
    }

    private void pair(JsonNode event, Map<String, Integer> counts, String key, boolean begins, String problem) {
        int now = counts.merge(key, begins ? 1 : -1, Integer::sum);
        require(event, now >= 0, problem);
    }

    private void metadata(JsonNode event, String thread) {
        String name = event.path("name").asText();
        require(event, METADATA.contains(name), "no name of metadata");
        require(
                event,
                !name.endsWith("_name") || event.path("args").path("name").isTextual(),
                "args.name is a text");
        if (name.equals("thread_name")) {
            named.add(thread);
        }
    }

    private void end() {
        begun.forEach((thread, count) -> problem(count > 0, "B without E on " + thread));
        open.forEach((key, count) -> problem(count > 0, "b without e: " + key));
        used.forEach(thread -> problem(!named.contains(thread), "no thread_name for " + thread));
    }

    private void require(JsonNode event, boolean fits, String otherwise) {
        problem(!fits, otherwise + ": " + event);
    }

    private void problem(boolean is, String words) {
        if (is) {
            problems.add(words);
        }
    }
}
