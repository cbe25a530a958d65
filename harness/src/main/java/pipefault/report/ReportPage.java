package pipefault.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** The page of a report: one file, with everything that it needs in it. */
final class ReportPage {

    /** How every page of ours begins. */
    static final Pattern OWN = Pattern.compile(Pattern.quote("<!doctype html>\n<!-- A report of Pipefault"));

    private static final String STYLE = "/* style */";
    private static final String SCRIPT = "/* script */";
    private static final String DATA = "/* data */";

    private ReportPage() {}

    /** Writes the page. */
    static void write(Conditions conditions, PageOverview overview, Gallery gallery, Writer target) throws IOException {
        String frame = resource("page.html")
                .replace(STYLE, resource("page.css"))
                .replace(SCRIPT, resource("page-model.js") + resource("page-picture.js") + resource("page.js"));
        int data = frame.indexOf(DATA);
        target.write(frame, 0, data);
        try (JsonGenerator json = PageJson.generator(target)) {
            PageJson.write(json, conditions, overview, gallery);
        }
        target.write(frame, data + DATA.length(), frame.length() - data - DATA.length());
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = ReportPage.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        }
    }
}
