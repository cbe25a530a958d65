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
import pipefault.explore.SearchPlan;
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

    /** No search makes more runs; sums of as many shards as there can be stay within 64 bits. */
    private static final long COUNT_MAX = 1_000_000_000_000L;

    private static final int WORKERS_MAX = 100_000;

    /** No run has more decisions. */
    private static final int FEW_MAX = 100_000_000;

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
        SearchPlan plan = plan(file);
        return new SearchRecord(
                file.text("version"), plan, file.number("seed", Long.MIN_VALUE, Long.MAX_VALUE), searches(file, plan));
    }

    private static SearchPlan plan(Place file) {
        return new SearchPlan(
                file.parsed("bound", "P,F,K, for example 2,0,1", Bound::parse),
                file.parsed("shard", "I/N, for example 3/8", Shard::parse),
                file.isNull("exhaustive") ? Long.MAX_VALUE : file.count("exhaustive"),
                file.count("walks"),
                file.count("priorities"));
    }

    private static List<SearchOutcome> searches(Place file, SearchPlan plan) {
        List<SearchOutcome> searches = new ArrayList<>();
        for (Place place : file.all("searches")) {
            SearchOutcome search = search(place);
            SearchCounts.impossible(search, plan).ifPresent(why -> {
                throw new Unreadable("'" + place.name() + "' has counts that no search comes to: " + why);
            });
            searches.add(search);
        }
        if (searches.isEmpty()) {
            throw new Unreadable("'searches' holds none, and there is at least one");
        }
        return searches;
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
                place.flag("begun"),
                place.count("schedules"),
                place.count("bad"),
                place.count("unclear"),
                place.flag("exhausted"),
                place.count("withinBound"),
                place.fraction("estimate"),
                place.fraction("estimateError"),
                place.parsed("digest", "16 digits 0-9 a-f", SearchJsonReader::digest),
                place.fraction("seconds"),
                (int) place.number("workers", 1, WORKERS_MAX),
                place.flag("pinned"),
                place.all("findings").stream().map(SearchJsonReader::defect).toList());
    }

    private static Optional<Long> digest(String text) {
        return DIGEST.matcher(text).matches() ? Optional.of(Long.parseUnsignedLong(text, 16)) : Optional.empty();
    }

    private static Defect defect(Place place) {
        Place needs = place.object("needs");
        return new Defect(
                place.constant("verdict", Verdict.values(), "STUCK"),
                place.text("kind"),
                place.text("symptom"),
                new Defect.Needs(needs.few("faults"), needs.few("switches"), needs.few("departures")),
                place.texts("words"),
                place.texts("faultedCalls"),
                place.constant("smallness", Defect.Smallness.values(), "PROVEN"),
                place.text("token"),
                place.number("at", 1, COUNT_MAX),
                place.all("evidence").stream().map(SearchJsonReader::finding).toList());
    }

    private static Finding finding(Place place) {
        return new Finding(
                place.text("oracle"), place.constant("verdict", Verdict.values(), "STUCK"), place.text("text"));
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

        /** Returns where this is, without what follows it. */
        String name() {
            return where.substring(0, where.length() - 1);
        }

        boolean isNull(String name) {
            return node.path(name).isNull();
        }

        long number(String name, long least, long most) {
            String range = least == Long.MIN_VALUE ? "" : " from " + least + " to " + most;
            return field(
                            name,
                            "a whole number" + range,
                            value -> value.isIntegralNumber()
                                    && value.canConvertToLong()
                                    && value.longValue() >= least
                                    && value.longValue() <= most)
                    .longValue();
        }

        long count(String name) {
            return number(name, 0, COUNT_MAX);
        }

        int few(String name) {
            return (int) number(name, 0, FEW_MAX);
        }

        double fraction(String name) {
            return field(
                            name,
                            "a number from 0",
                            value -> value.isNumber()
                                    && value.doubleValue() >= 0
                                    && Double.isFinite(value.doubleValue()))
                    .doubleValue();
        }

        <T> T parsed(String name, String form, Function<String, Optional<T>> parser) {
            String text = text(name);
            return parser.apply(text)
                    .orElseThrow(() ->
                            new Unreadable("'" + where + name + "' has the form " + form + ", but is '" + text + "'"));
        }

        <T extends Enum<T>> T constant(String name, T[] all, String example) {
            return parsed(
                    name,
                    "of a " + name + ", for example " + example,
                    text -> Stream.of(all)
                            .filter(each -> each.name().equals(text))
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
