package pipefault.triage;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import pipefault.fault.Spelling;

/**
 * Reads a defect report from YAML.
 *
 * <p>Keys: {@code title}, {@code subject}, {@code claims}; of a claim {@code number}, {@code title}, {@code place},
 * {@code says}, {@code scenarios}, {@code known-by}, {@code nearby}; of a nearby one {@code scenario}, {@code says}. All are
 * needed.
 */
public final class DefectReportReader {

    private static final Pattern MISSING = Pattern.compile("^(?:Missing|Null).* creator property '");

    private DefectReportReader() {}

    /**
     * Reads a report.
     *
     * @throws DefectReportError with the place in the text
     */
    public static DefectReport read(String yaml) {
        YAMLMapper mapper = YAMLMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
                .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                .build();
        try {
            DefectReport report = mapper.readValue(yaml, DefectReport.class);
            if (report == null) {
                throw new DefectReportError("the report is empty");
            }
            if (report.claims().isEmpty()) {
                throw new DefectReportError("the report has no claims");
            }
            return report;
        } catch (UnrecognizedPropertyException e) {
            List<String> known =
                    e.getKnownPropertyIds().stream().map(Object::toString).toList();
            Optional<String> nearest = Spelling.nearest(e.getPropertyName(), known);
            throw new DefectReportError("unknown key '" + e.getPropertyName() + "'" + where(e.getLocation())
                    + "\n  " + nearest.map(key -> "did you mean " + key + "? ").orElse("") + "known: "
                    + String.join(", ", known));
        } catch (MismatchedInputException e) {
            throw new DefectReportError(
                    "this is no defect report" + where(e.getLocation()) + ":" + path(e) + " " + needed(e));
        } catch (JsonProcessingException e) {
            throw new DefectReportError("this is no YAML" + where(e.getLocation()) + ": " + firstLine(e));
        }
    }

    private static String needed(MismatchedInputException e) {
        if (MISSING.matcher(e.getOriginalMessage()).find()) {
            return "this key is missing";
        }
        Class<?> type = e.getTargetType();
        if (type == String.class) {
            return "a text is needed";
        }
        if (type == int.class) {
            return "a whole number is needed";
        }
        return type == List.class ? "a list is needed" : "keys with values are needed";
    }

    private static String path(JsonMappingException e) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : e.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex() + 1).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return path.isEmpty() ? "" : " " + path + ":";
    }

    private static String where(JsonLocation location) {
        return location == null || location.getLineNr() < 1
                ? ""
                : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    private static String firstLine(JsonProcessingException e) {
        return e.getOriginalMessage().lines().findFirst().orElse("it ends too early");
    }
}
