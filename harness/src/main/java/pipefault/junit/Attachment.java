package pipefault.junit;

import java.nio.file.Files;
import org.junit.jupiter.api.MediaType;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The report of a run as a file that JUnit publishes; alone in its class, since JUnit has the types for it from 5.14 on. */
final class Attachment {

    /** The name of the file, in the folder that JUnit has for the test. */
    static final String NAME = "pipefault-report.txt";

    private Attachment() {}

    /** Publishes the report of a test. */
    static void publish(ExtensionContext context, String report) {
        context.publishFile(NAME, MediaType.TEXT_PLAIN_UTF_8, file -> Files.writeString(file, report));
    }
}
