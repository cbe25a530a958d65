package pipefault.ci;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a job of GitHub Actions shows beside its log: annotations, and a summary in Markdown. Bounded as GitHub bounds it. */
public final class GitHubJob {

    /** GitHub shows no more annotations of one kind for a step. */
    static final int ANNOTATIONS = 10;

    /** GitHub refuses the summary of a step that is larger, all of it. */
    static final int SUMMARY_BYTES = 1 << 20;

    private static final int FINDINGS_IN_SUMMARY = 50;
    private static final Pattern FENCES = Pattern.compile("`{3,}");
    private static final String CUT = "\n*The rest does not fit here; the log and the files have it.*\n";

    private GitHubJob() {}

    /** Returns a line for each finding, for standard output or error; the last one counts those that found no place. */
    public static List<String> annotations(List<Checked> all) {
        List<Checked> findings = all.stream().filter(Checked::isFinding).toList();
        int shown = findings.size() <= ANNOTATIONS ? findings.size() : ANNOTATIONS - 1;
        List<String> lines = new ArrayList<>();
        for (Checked each : findings.subList(0, shown)) {
            lines.add(error(each.title(), each.headline() + (each.replay().isEmpty() ? "" : "\n" + each.replay())));
        }
        if (shown < findings.size()) {
            lines.add(error("Pipefault", "and " + (findings.size() - shown) + " more findings"));
        }
        return lines;
    }

    private static String error(String title, String message) {
        return "::error title=" + property(title) + "::" + data(message);
    }

    /** Escapes what follows the second pair of colons. */
    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    /** Escapes a property, which a colon or a comma would end. */
    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }

    /**
     * Returns the summary of a command in Markdown.
     *
     * @param command the command, for example {@code run}
     * @param overview what it prints about all of it, for example a matrix
     */
    public static String summary(String command, String overview, List<Checked> all) {
        StringBuilder text = new StringBuilder("### pipefault " + command + "\n\n" + fenced(overview) + "\n");
        List<Checked> findings = all.stream().filter(Checked::isFinding).toList();
        for (Checked each : findings.subList(0, Math.min(FINDINGS_IN_SUMMARY, findings.size()))) {
            text.append(fenced(each.title() + "\n" + each.headline() + "\n" + each.replay()))
                    .append('\n');
        }
        int more = findings.size() - FINDINGS_IN_SUMMARY;
        return text + (more > 0 ? "and " + more + " more findings\n" : "");
    }

    /** Puts a text between fences that nothing in it can end: what writers say is no Markdown. */
    private static String fenced(String text) {
        String fence = "```";
        for (Matcher inside = FENCES.matcher(text); inside.find(); ) {
            fence = inside.group().length() >= fence.length() ? inside.group() + "`" : fence;
        }
        return fence + "text\n" + text.stripTrailing() + "\n" + fence + "\n";
    }

    /**
     * Appends to the summary of a step what still fits.
     *
     * @throws IOException if the file cannot be written
     */
    public static void append(Path file, String text) throws IOException {
        long room = SUMMARY_BYTES - (Files.exists(file) ? Files.size(file) : 0);
        Files.write(
                file,
                cut(text, room).getBytes(StandardCharsets.UTF_8),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    /** Cuts whole lines off, and closes the block that is open where it is cut. */
    static String cut(String text, long room) {
        if (text.getBytes(StandardCharsets.UTF_8).length <= room) {
            return text;
        }
        StringBuilder kept = new StringBuilder();
        String open = "";
        long left = room - CUT.length();
        for (String line : text.split("(?<=\n)", -1)) {
            Matcher fence = FENCES.matcher(line);
            String after = fence.lookingAt() && (open.isEmpty() || line.strip().equals(open))
                    ? open.isEmpty() ? fence.group() : ""
                    : open;
            left -= line.getBytes(StandardCharsets.UTF_8).length;
            if (left < after.length() + 1) {
                break;
            }
            kept.append(line);
            open = after;
        }
        if (kept.isEmpty()) {
            return "";
        }
        return kept + (open.isEmpty() ? "" : open + "\n") + CUT;
    }
}
