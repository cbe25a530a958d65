package pipefault.certification;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import pipefault.fault.Spelling;
import pipefault.report.Prose;

/**
 * A value in a JSON text that knows where it stands; believes nothing of what it is asked for.
 *
 * @param what names it in messages, for example {@code 'kernel'}
 * @param kind its first token
 * @param text what it says, of a text or a number; what is wrong with it is shown by it
 * @param fields of an object, in the order of the text
 * @param items of an array
 */
record JsonPlace(
        String what,
        int line,
        int column,
        JsonToken kind,
        String text,
        Map<String, JsonPlace> fields,
        List<JsonPlace> items) {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int DEPTH_MAX = 8;
    private static final int SHOWN_MAX = 60;

    /**
     * Returns the only value of a text.
     *
     * @throws UnreadableRecord if there is none, or more than one
     */
    static JsonPlace of(String text) {
        try (JsonParser json = JSON.createParser(text)) {
            if (json.nextToken() == null) {
                throw new UnreadableRecord(1, 1, "there is nothing in it");
            }
            JsonPlace root = read(json, "the whole", 0);
            if (json.nextToken() != null) {
                JsonLocation more = json.currentTokenLocation();
                throw new UnreadableRecord(
                        more.getLineNr(), more.getColumnNr(), "something follows the end of the record");
            }
            return root;
        } catch (JsonProcessingException e) {
            JsonLocation place = e.getLocation();
            String problem = "this is no JSON: " + Prose.firstLine(String.valueOf(e.getOriginalMessage()));
            throw place == null
                    ? new UnreadableRecord(1, 1, problem)
                    : new UnreadableRecord(place.getLineNr(), place.getColumnNr(), problem);
        } catch (IOException e) {
            throw new IllegalStateException("a text in memory cannot fail to be read", e);
        }
    }

    private static JsonPlace read(JsonParser json, String what, int depth) throws IOException {
        JsonLocation at = json.currentTokenLocation();
        JsonToken kind = json.currentToken();
        Map<String, JsonPlace> fields = new LinkedHashMap<>();
        List<JsonPlace> items = new ArrayList<>();
        if (kind.isStructStart() && depth == DEPTH_MAX) {
            throw new UnreadableRecord(at.getLineNr(), at.getColumnNr(), "this is nested more than 8 deep");
        }
        String text = kind.isStructStart() ? kind == JsonToken.START_OBJECT ? "{...}" : "[...]" : json.getText();
        if (kind == JsonToken.START_OBJECT) {
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String name = json.currentName();
                JsonLocation key = json.currentTokenLocation();
                json.nextToken();
                JsonPlace value = read(json, "'" + cut(name) + "'", depth + 1).keyAt(key);
                JsonPlace before = fields.put(name, value);
                if (before != null) {
                    throw value.error(value.what + " is there twice: in line " + before.line + " too");
                }
            }
        } else if (kind == JsonToken.START_ARRAY) {
            while (json.nextToken() != JsonToken.END_ARRAY) {
                items.add(read(json, "an element of " + what, depth + 1));
            }
        }
        return new JsonPlace(what, at.getLineNr(), at.getColumnNr(), kind, text, fields, items);
    }

    /** What is wrong with a field is looked for where its name is. */
    private JsonPlace keyAt(JsonLocation key) {
        return new JsonPlace(what, key.getLineNr(), key.getColumnNr(), kind, text, fields, items);
    }

    /** Makes an error of something wrong here. */
    UnreadableRecord error(String problem) {
        return new UnreadableRecord(line, column, problem);
    }

    /** Makes sure that this is an object with these fields. */
    JsonPlace object(Set<String> needed, Set<String> further) {
        if (kind != JsonToken.START_OBJECT) {
            throw error(what + " has to be an object, but is " + shown());
        }
        List<String> allowed =
                Stream.concat(needed.stream(), further.stream()).sorted().toList();
        fields.forEach((name, value) -> {
            if (!allowed.contains(name)) {
                throw value.unknown("key", name, allowed);
            }
        });
        needed.stream()
                .sorted()
                .filter(name -> !fields.containsKey(name))
                .findFirst()
                .ifPresent(name -> {
                    throw error("'" + name + "' is missing");
                });
        return this;
    }

    /** Returns a field that is there. */
    JsonPlace field(String name) {
        JsonPlace field = fields.get(name);
        if (field == null) {
            throw error("'" + name + "' is missing");
        }
        return field;
    }

    /** Returns the elements of a field; none if it is not there. */
    List<JsonPlace> all(String name) {
        JsonPlace field = fields.get(name);
        if (field == null) {
            return List.of();
        }
        if (field.kind != JsonToken.START_ARRAY) {
            throw field.error(field.what + " has to be a list, but is " + field.shown());
        }
        return field.items;
    }

    /** Returns what a text says. */
    String string() {
        if (kind != JsonToken.VALUE_STRING) {
            throw error(what + " has to be a text, but is " + shown());
        }
        return text;
    }

    /** Returns what a text says; null for {@code null}. */
    @Nullable
    String stringOrNull() {
        return kind == JsonToken.VALUE_NULL ? null : string();
    }

    /** Returns a whole number. */
    long number(long least, long most) {
        String range = " has to be a whole number from " + least + " to " + most + ", but is ";
        if (kind != JsonToken.VALUE_NUMBER_INT) {
            throw error(what + range + shown());
        }
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException beyond64Bits) {
            // Told below.
        }
        throw error(what + range + shown());
    }

    /** Returns one of some words. */
    String word(String kindOfWord, Collection<String> allowed) {
        String word = string();
        if (!allowed.contains(word)) {
            throw unknown(kindOfWord, word, allowed);
        }
        return word;
    }

    /** Makes an error of a word that nobody knows; of very many, the nearest is all that helps. */
    private UnreadableRecord unknown(String kindOfWord, String word, Collection<String> allowed) {
        String nearest = Spelling.nearest(word, allowed)
                .map(each -> "did you mean " + each + "? ")
                .orElse("");
        String hint = nearest
                + (allowed.size() <= SHOWN_MAX / 4
                        ? "allowed: " + String.join(", ", allowed)
                        : "there are " + allowed.size());
        return error("unknown " + kindOfWord + " '" + cut(word) + "'\n  " + hint);
    }

    private String shown() {
        return kind == JsonToken.VALUE_STRING ? "'" + cut(text) + "'" : cut(text);
    }

    private static String cut(String text) {
        StringBuilder cut = new StringBuilder();
        text.codePoints().limit(SHOWN_MAX).forEach(c -> cut.appendCodePoint(Character.isISOControl(c) ? ' ' : c));
        return text.codePointCount(0, text.length()) > SHOWN_MAX ? cut + "..." : cut.toString();
    }
}
