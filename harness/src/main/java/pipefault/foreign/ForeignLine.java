package pipefault.foreign;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import pipefault.oracle.Verdict;

/**
 * What one process tells another about a conversation, in one line.
 *
 * @param script which conversation
 * @param caughtBy how the calls of the subject were caught
 * @param plan the faults; empty for the control run
 * @param fired how often they fired
 * @param verdict what the run showed
 * @param findings what is wrong, the worst first, as sentences
 * @param attempts the calls of the subject, in words
 * @param calls how often each call of Windows was made
 * @param spent whether the process can make no further run
 * @param workaround what stood in for the kernel, in words; empty for nothing
 */
public record ForeignLine(
        String script,
        String caughtBy,
        String plan,
        int fired,
        Verdict verdict,
        List<String> findings,
        List<String> attempts,
        Map<String, Integer> calls,
        boolean spent,
        String workaround) {

    private static final String MARK = "@foreign ";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Returns a result without its trace. */
    public static ForeignLine of(Script script, String caughtBy, ForeignResult result) {
        Map<String, Integer> calls = new TreeMap<>();
        ForeignSweep.calls(result).forEach((point, count) -> calls.put(point.toString(), count));
        return new ForeignLine(
                script.toString(),
                caughtBy,
                result.plan(),
                result.fired(),
                result.verdict(),
                result.findings().stream()
                        .map(each -> each.verdict() + ": " + each.text())
                        .toList(),
                result.attempts().stream().map(Attempt::toString).toList(),
                calls,
                result.spent(),
                result.workaround());
    }

    /** Tells whether a line of output is one of these; a subject may print as well. */
    public static boolean isOne(String line) {
        return line.startsWith(MARK);
    }

    /** Reads a line that {@link #isOne}. */
    public static ForeignLine parse(String line) {
        try {
            return JSON.readValue(line.substring(MARK.length()), ForeignLine.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not an answer of a worker: " + line, e);
        }
    }

    /** Returns the line. */
    public String line() {
        try {
            return MARK + JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("records can be written as JSON", e);
        }
    }
}
