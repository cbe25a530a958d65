package pipefault.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import pipefault.explore.Bound;
import pipefault.explore.Defect;
import pipefault.explore.SearchOutcome;
import pipefault.explore.Shard;
import pipefault.oracle.Finding;
import pipefault.oracle.Verdict;

/** Reads what {@link SearchJson} has written, and believes nothing else. */
public final class SearchJsonReader {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{16}");

    private SearchJsonReader() {}

    /** A text that is not what {@link SearchJson} writes; the message says where and what is wrong. */
    public static final class Unreadable extends IllegalArgumentException {

        private static final long serialVersionUID = 1;

        Unreadable(String message) {
            super(message);
        }
    }

    /**
     * Reads a record.
     *
     * @throws Unreadable if it is none
     */
    public static SearchRecord read(String text) {
        JsonNode root;
        try {
            root = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new Unreadable("it is no JSON: " + e.getOriginalMessage() + at(e));
        }
        Place file = new Place("", root);
        return new SearchRecord(
                file.text("version"),
                file.parsed("bound", "P,F,K, for example 2,0,1", Bound::parse),
                file.parsed("shard", "I/N, for example 3/8", Shard::parse),
                file.number("seed", Long.MIN_VALUE),
                file.all("searches").stream().map(SearchJsonReader::search).toList());
    }

    private static String at(JsonProcessingException e) {
        return e.getLocation() == null
                ? ""
                : " (line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr() + ")";
    }

    private static SearchOutcome search(Place place) {
        return new SearchOutcome(
                place.text("scenario"),
                place.text("variant"),
                place.text("writer"),
                place.number("schedules", 0),
                place.number("bad", 0),
                place.number("unclear", 0),
                place.flag("exhausted"),
                place.number("withinBound", 0),
                place.fraction("estimate"),
                place.fraction("estimateError"),
                place.parsed("digest", "16 digits 0-9 a-f", SearchJsonReader::digest),
                place.fraction("seconds"),
                (int) Math.min(Integer.MAX_VALUE, place.number("workers", 1)),
                place.flag("pinned"),
                place.all("findings").stream().map(SearchJsonReader::defect).toList());
    }

    private static Optional<Long> digest(String text) {
        return DIGEST.matcher(text).matches() ? Optional.of(Long.parseUnsignedLong(text, 16)) : Optional.empty();
    }

    private static Defect defect(Place place) {
        Place needs = place.object("needs");
        return new Defect(
                place.verdict(),
                place.text("kind"),
                place.text("symptom"),
                new Defect.Needs(needs.count("faults"), needs.count("switches"), needs.count("departures")),
                place.texts("words"),
                place.texts("faultedCalls"),
                place.flag("confirmed"),
                place.text("token"),
                place.number("at", 1),
                place.all("evidence").stream().map(SearchJsonReader::finding).toList());
    }

    private static Finding finding(Place place) {
        return new Finding(place.text("oracle"), place.verdict(), place.text("text"));
    }

    /** A part of the file, and where it is. */
    private record Place(String where, JsonNode node) {

        private JsonNode field(String name, String kind, Predicate<JsonNode> fits) {
            JsonNode field = node.path(name);
            if (field.isMissingNode()) {
                throw new Unreadable("'" + where + name + "' is missing");
            }
            if (!fits.test(field)) {
                throw new Unreadable("'" + where + name + "' has to be " + kind + ", but is " + shortened(field));
            }
            return field;
        }

        private static String shortened(JsonNode node) {
            String text = node.toString();
            return text.length() <= 60 ? text : text.substring(0, 60) + "...";
        }

        String text(String name) {
            return field(name, "a text", JsonNode::isTextual).textValue();
        }

        boolean flag(String name) {
            return field(name, "true or false", JsonNode::isBoolean).booleanValue();
        }

        long number(String name, long least) {
            return field(
                            name,
                            least == Long.MIN_VALUE ? "a whole number" : "a whole number from " + least,
                            value -> value.isIntegralNumber() && value.canConvertToLong() && value.longValue() >= least)
                    .longValue();
        }

        int count(String name) {
            return (int) Math.min(Integer.MAX_VALUE, number(name, 0));
        }

        double fraction(String name) {
            return field(name, "a number from 0", value -> value.isNumber() && value.doubleValue() >= 0)
                    .doubleValue();
        }

        <T> T parsed(String name, String form, Function<String, Optional<T>> parser) {
            String text = text(name);
            return parser.apply(text)
                    .orElseThrow(() ->
                            new Unreadable("'" + where + name + "' has the form " + form + ", but is '" + text + "'"));
        }

        Verdict verdict() {
            return parsed(
                    "verdict",
                    "of a verdict, for example STUCK",
                    text -> Stream.of(Verdict.values())
                            .filter(verdict -> verdict.name().equals(text))
                            .findFirst());
        }

        Place object(String name) {
            return new Place(where + name + ".", field(name, "an object", JsonNode::isObject));
        }

        List<Place> all(String name) {
            JsonNode array = field(name, "an array", JsonNode::isArray);
            List<Place> places = new ArrayList<>();
            for (int i = 0; i < array.size(); i++) {
                places.add(new Place(where + name + "[" + i + "].", array.get(i)));
            }
            return places;
        }

        List<String> texts(String name) {
            JsonNode array = field(
                    name,
                    "an array of texts",
                    value -> value.isArray()
                            && Stream.iterate(0, i -> i < value.size(), i -> i + 1)
                                    .allMatch(i -> value.get(i).isTextual()));
            List<String> texts = new ArrayList<>();
            array.forEach(each -> texts.add(each.textValue()));
            return texts;
        }
    }
}
