package pipefault.ci;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import pipefault.ci.Checked.Outcome;

class JUnitXmlTest {

    private static Checked checked(String group, String name, Outcome outcome, String headline, String text) {
        return new Checked(group, name, 1500, outcome, headline, text, "");
    }

    /** Reads it as a build server does. */
    private static Element read(Checked... all) throws IOException, SAXException, ParserConfigurationException {
        StringWriter xml = new StringWriter();
        JUnitXml.write("run", List.of(all), xml);
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(xml.toString())))
                .getDocumentElement();
    }

    private static Element first(Element root, String name) {
        return (Element) root.getElementsByTagName(name).item(0);
    }

    @Test
    void counts_what_came_of_the_cases_by_group() throws Exception {
        Element root = read(
                checked("D1", "a", Outcome.PASSED, "", ""),
                checked("D2", "b", Outcome.FAILED, "STUCK", "text"),
                checked("D1", "c", Outcome.BROKEN, "HARNESS_ERROR", "text"),
                checked("D1", "d", Outcome.SKIPPED, "does not apply", ""));

        assertThat(root.getAttribute("tests")).isEqualTo("4");
        assertThat(root.getAttribute("failures")).isEqualTo("1");
        assertThat(root.getAttribute("errors")).isEqualTo("1");
        assertThat(root.getAttribute("skipped")).isEqualTo("1");
        assertThat(root.getAttribute("time")).isEqualTo("6.000");
        assertThat(root.getElementsByTagName("testsuite").getLength()).isEqualTo(2);
        assertThat(first(root, "testsuite").getAttribute("tests")).isEqualTo("3");
        assertThat(first(root, "testcase").getAttribute("classname")).isEqualTo("pipefault.run.D1");
        assertThat(first(root, "skipped").getAttribute("message")).isEqualTo("does not apply");
    }

    @Test
    void what_passed_may_say_what_that_rests_on() throws Exception {
        Element root = read(checked("D1", "a", Outcome.PASSED, "", "849 schedules & none bad"));

        assertThat(first(root, "system-out").getTextContent()).isEqualTo("849 schedules & none bad");
        assertThat(root.getAttribute("failures")).isEqualTo("0");
    }

    @Test
    void a_failure_holds_the_whole_text_whatever_is_in_it() throws Exception {
        String nasty = "a < b && c > \"d\" ]]> <![CDATA[\n\ttab, \u00E9, \uD83D\uDE00, %0A";
        Element failure = first(read(checked("g<>", "n\"&", Outcome.FAILED, nasty, nasty)), "failure");

        assertThat(failure.getAttribute("message")).isEqualTo(nasty);
        assertThat(failure.getTextContent()).isEqualTo(nasty);
    }

    @Test
    void what_no_xml_can_hold_is_spelt_out() throws Exception {
        String text = "bell \u0007, escape \u001b[31m, zero \0, half \uD800, none \uFFFF";

        assertThat(first(read(checked("g", "n", Outcome.FAILED, "", text)), "failure")
                        .getTextContent())
                .isEqualTo("bell \\u0007, escape \\u001B[31m, zero \\u0000, half \\uD800, none \\uFFFF");
    }
}
