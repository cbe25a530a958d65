package pipefault.fault;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the table of outcomes; whatever it does not understand is an error with its line. */
final class OutcomeReader {

    private static final int COLUMNS_MIN = 5;
    private static final int COLUMNS_MAX = 6;
    private static final int COLUMNS_OF_NONE = 3;
    private static final String NONE = "none";

    private final String name;
    private final List<Outcome> outcomes = new ArrayList<>();
    private final Map<FailPoint, String> none = new EnumMap<>(FailPoint.class);
    private final Set<String> seen = new HashSet<>();

    private OutcomeReader(String name) {
        this.name = name;
    }

    /**
     * What the table says.
     *
     * @param none why a call has no other answer than plain success, for each of these
     */
    record Table(List<Outcome> outcomes, Map<FailPoint, String> none) {

        Table {
            outcomes = List.copyOf(outcomes);
            none = Map.copyOf(none);
        }
    }

    static Table resource(String name) {
        try (InputStream in = OutcomeReader.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("resource " + name + " is missing beside " + OutcomeReader.class);
            }
            return read(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read resource " + name, e);
        }
    }

    static Table read(String name, String table) {
        OutcomeReader reader = new OutcomeReader(name);
        List<String> lines = table.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                reader.add(i + 1, line);
            }
        }
        return new Table(reader.outcomes, reader.none);
    }

    private void add(int number, String line) {
        String[] columns = line.split(" {2,}", -1);
        if (columns.length == COLUMNS_OF_NONE && columns[1].equals(NONE)) {
            addNone(number, point(number, columns[0]), columns[2]);
            return;
        }
        if (columns.length < COLUMNS_MIN || columns.length > COLUMNS_MAX) {
            throw wrong(number, "has " + columns.length + " columns instead of 5 or 6");
        }
        FailPoint point = point(number, columns[0]);
        String[] answered = columns[1].split(" ", -1);
        Outcome.Answer answer = constant(number, "outcome", answered[0], Outcome.Answer.values());
        if (!seen.add(point + " " + columns[1])) {
            throw wrong(number, point + " has '" + columns[1] + "' twice");
        }
        if (none.containsKey(point)) {
            throw contradiction(number, point);
        }
        outcomes.add(new Outcome(
                point,
                answer,
                value(number, answer, answered),
                constant(number, "level", columns[2], Outcome.Level.values()),
                constant(number, "obligation", columns[3], Outcome.Obligation.values()),
                sources(number, columns[4]),
                columns.length == COLUMNS_MAX ? columns[5] : null));
    }

    private void addNone(int number, FailPoint point, String why) {
        if (outcomes.stream().anyMatch(outcome -> outcome.point() == point) || none.put(point, why) != null) {
            throw contradiction(number, point);
        }
    }

    private FailPoint point(int number, String word) {
        return FailPoint.find(word).orElseThrow(() -> wrong(number, "unknown fail point '" + word + "'"));
    }

    private IllegalStateException contradiction(int number, FailPoint point) {
        return wrong(number, point + " has '" + NONE + "' beside another line");
    }

    private int value(int number, Outcome.Answer answer, String[] answered) {
        boolean expected =
                switch (answer) {
                    case FAIL, CODE, RESULT, SLOW -> true;
                    case PENDING, NOTHING_TAKEN, WITHOUT_EFFECT, REJECT, DROP, SIGNAL -> false;
                };
        if (answered.length != (expected ? 2 : 1)) {
            throw wrong(number, "'" + answered[0] + "' takes " + (expected ? "one value" : "no value"));
        }
        if (!expected) {
            return 0;
        }
        if (answer == Outcome.Answer.SLOW) {
            return millis(number, answered[1]);
        }
        OptionalInt value =
                answer == Outcome.Answer.RESULT ? ErrorCodes.waitResult(answered[1]) : ErrorCodes.exactly(answered[1]);
        return value.orElseThrow(() -> wrong(number, "unknown name '" + answered[1] + "'"));
    }

    private int millis(int number, String word) {
        if (!word.matches("[1-9][0-9]{0,4}ms")) {
            throw wrong(number, "'" + word + "' is no time in milliseconds, for example 1500ms");
        }
        return Integer.parseInt(word.substring(0, word.length() - 2));
    }

    private List<String> sources(int number, String column) {
        List<String> sources = List.of(column.split(",", -1));
        for (String source : sources) {
            if (!source.matches("[A-Z]{2}[0-9]{2}|MS:[A-Za-z0-9-]+|contract:[A-Za-z]+\\.[A-Za-z]+")) {
                throw wrong(number, "'" + source + "' is neither a fact id nor MS:page nor contract:Type.method");
            }
        }
        return sources;
    }

    private <E extends Enum<E>> E constant(int number, String column, String word, E[] constants) {
        @Nullable
        E found = Stream.of(constants)
                .filter(constant -> constant.toString().equals(word))
                .findFirst()
                .orElse(null);
        if (found == null) {
            throw wrong(number, "unknown " + column + " '" + word + "'");
        }
        return found;
    }

    private IllegalStateException wrong(int number, String what) {
        return new IllegalStateException(name + " line " + number + ": " + what);
    }
}
