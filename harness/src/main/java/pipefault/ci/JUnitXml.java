package pipefault.ci;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import pipefault.ci.Checked.Outcome;

/** Writes what was checked in the XML that Ant's JUnit task began, and that GitLab, Jenkins and others read. */
public final class JUnitXml {

    /** How each file begins; the name of the command follows. */
    public static final String BEGIN = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"pipefault ";

    private static final double MILLIS = 1000;

    private final Writer target;

    private JUnitXml(Writer target) {
        this.target = target;
    }

    /**
     * Writes a whole document; the target stays open, and has to write UTF-8.
     *
     * @param command the command that has checked all this, for example {@code run}
     */
    public static void write(String command, List<Checked> all, Writer target) throws IOException {
        new JUnitXml(target).document(command, all);
    }

    private void document(String command, List<Checked> all) throws IOException {
        Map<String, List<Checked>> suites = new LinkedHashMap<>();
        for (Checked each : all) {
            suites.computeIfAbsent(each.group(), g -> new ArrayList<>()).add(each);
        }
        target.write(BEGIN + escaped(command) + "\"" + counts(all) + ">\n");
        for (Map.Entry<String, List<Checked>> suite : suites.entrySet()) {
            target.write("  <testsuite name=\"" + escaped(suite.getKey()) + "\"" + counts(suite.getValue()) + ">\n");
            for (Checked each : suite.getValue()) {
                testcase("pipefault." + command + "." + each.group(), each);
            }
            target.write("  </testsuite>\n");
        }
        target.write("</testsuites>\n");
    }

    private void testcase(String className, Checked each) throws IOException {
        target.write("    <testcase classname=\"" + escaped(className) + "\" name=\"" + escaped(each.name())
                + "\" time=\"" + seconds(each.millis()) + "\"");
        switch (each.outcome()) {
            case PASSED ->
                target.write(
                        each.text().isEmpty()
                                ? "/>\n"
                                : "><system-out>" + escaped(each.text()) + "</system-out></testcase>\n");
            case SKIPPED -> target.write("><skipped message=\"" + escaped(each.headline()) + "\"/></testcase>\n");
            case FAILED -> problem("failure", each);
            case BROKEN -> problem("error", each);
        }
    }

    private void problem(String element, Checked each) throws IOException {
        target.write("><" + element + " message=\"" + escaped(each.headline()) + "\">" + escaped(each.text()) + "</"
                + element + "></testcase>\n");
    }

    private static String counts(List<Checked> all) {
        return " tests=\"" + all.size() + "\" failures=\"" + count(all, Outcome.FAILED) + "\" errors=\""
                + count(all, Outcome.BROKEN) + "\" skipped=\"" + count(all, Outcome.SKIPPED) + "\" time=\""
                + seconds(all.stream().mapToLong(Checked::millis).sum()) + "\"";
    }

    private static long count(List<Checked> all, Outcome outcome) {
        return all.stream().filter(each -> each.outcome() == outcome).count();
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.3f", millis / MILLIS);
    }

    /** Escapes a text for content and attributes; what XML 1.0 cannot hold at all is shown as {@code \}{@code u001B}. */
    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                // As they are, a parser would turn them into blanks in an attribute.
                case '\n', '\r', '\t' -> escaped.append("&#").append(c).append(';');
                default -> {
                    if (isAllowed(c)) {
                        escaped.appendCodePoint(c);
                    } else {
                        escaped.append(String.format(Locale.ROOT, "\\u%04X", c));
                    }
                }
            }
        });
        return escaped.toString();
    }

    /** The characters of XML 1.0, without half surrogates. */
    private static boolean isAllowed(int c) {
        return (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD) || c > 0xFFFF;
    }
}
