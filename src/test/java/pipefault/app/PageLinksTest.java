package pipefault.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A link from one page to another leads to a file, and to a heading of it, that exist. */
class PageLinksTest {

    private static final Path TOP = Path.of("..");
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#\\s]*)(?:#([^)\\s]*))?\\)");
    private static final Pattern BLOCK = Pattern.compile("```.*?```|`[^`\n]*`", Pattern.DOTALL);

    @Test
    void every_link_leads_somewhere() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path page : pages()) {
            Matcher link = LINK.matcher(BLOCK.matcher(Files.readString(page)).replaceAll(""));
            while (link.find()) {
                Path target = link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1));
                boolean isFound = Files.exists(target)
                        && (link.group(2) == null || anchors(target).contains(link.group(2)));
                if (!isFound) {
                    broken.add(page.getFileName() + ": " + link.group());
                }
            }
        }

        assertThat(broken).isEmpty();
    }

    @Test
    void every_page_is_reached_from_the_readme() throws IOException {
        List<Path> reached = new ArrayList<>(List.of(TOP.resolve("README.md")));
        for (int next = 0; next < reached.size(); next++) {
            Path page = reached.get(next);
            Matcher link = LINK.matcher(Files.readString(page));
            while (link.find()) {
                Path target = page.resolveSibling(link.group(1)).normalize();
                if (target.toString().endsWith(".md") && Files.exists(target) && !reached.contains(target)) {
                    reached.add(target);
                }
            }
        }

        assertThat(reached).containsAll(pages());
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.list(TOP.resolve("docs"))) {
            return Stream.concat(
                            Stream.of(TOP.resolve("README.md")),
                            files.filter(file -> file.toString().endsWith(".md")))
                    .toList();
        }
    }

    /** As GitHub makes them of headings. */
    private static List<String> anchors(Path page) throws IOException {
        return Files.readAllLines(page).stream()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("#+ ", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\w\\- ]", "")
                        .replace(' ', '-'))
                .toList();
    }
}
