package pipefault.report;

import java.io.IOException;

/** A file that is no part of an earlier report stands where one would be written; nothing was changed. */
public final class ForeignFile extends IOException {

    private static final long serialVersionUID = 1;

    ForeignFile(String message) {
        super(message);
    }
}
