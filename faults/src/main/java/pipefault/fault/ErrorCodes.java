package pipefault.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import pipefault.platform.Win32Error;

/** How a plan spells error codes and wait results. */
final class ErrorCodes {

    /** The last code of Windows' own list of system error codes. */
    static final int SYSTEM_CODE_MAX = 15_999;

    private static final String PREFIX = "ERROR_";

    private ErrorCodes() {}

    static String print(int code) {
        String described = Win32Error.describe(code);
        return described.substring(described.indexOf(' ') + 1);
    }

    /** Finds a code by its Windows name; {@code ERROR_} may be left out. */
    static OptionalInt named(String name) {
        OptionalInt code = Win32Error.named(name);
        return code.isPresent() ? code : Win32Error.named(PREFIX + name);
    }

    static List<String> names() {
        List<String> names = new ArrayList<>();
        Win32Error.names().forEach(names::add);
        return names;
    }
}
