package pipefault.fault;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import pipefault.platform.Win32Error;

/** How a plan spells error codes and wait results. */
final class ErrorCodes {

    /** The last code of Windows' own list of system error codes. */
    static final int SYSTEM_CODE_MAX = 15_999;

    private static final String PREFIX = "ERROR_";

    private static final Map<String, Integer> WAIT_RESULTS = new LinkedHashMap<>();

    static {
        WAIT_RESULTS.put("WAIT_OBJECT_0", Win32Error.WAIT_OBJECT_0);
        WAIT_RESULTS.put("WAIT_ABANDONED", Win32Error.WAIT_ABANDONED);
        WAIT_RESULTS.put("WAIT_IO_COMPLETION", Win32Error.WAIT_IO_COMPLETION);
        WAIT_RESULTS.put("WAIT_TIMEOUT", Win32Error.WAIT_TIMEOUT);
    }

    private ErrorCodes() {}

    static String print(int code) {
        String described = Win32Error.describe(code);
        return described.substring(described.indexOf(' ') + 1);
    }

    static String printWaitResult(long result) {
        return WAIT_RESULTS.entrySet().stream()
                .filter(entry -> entry.getValue() == result)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(Long.toString(result));
    }

    /** Finds a code by its Windows name; {@code ERROR_} may be left out. */
    static OptionalInt named(String name) {
        OptionalInt code = exactly(name);
        return code.isPresent() ? code : exactly(PREFIX + name);
    }

    static OptionalInt exactly(String name) {
        return Win32Error.named(name);
    }

    static OptionalInt waitResult(String name) {
        Integer result = WAIT_RESULTS.get(name);
        return result == null ? OptionalInt.empty() : OptionalInt.of(result);
    }

    static List<String> waitResultNames() {
        return List.copyOf(WAIT_RESULTS.keySet());
    }

    /** Returns the spellings that a misspelt name is compared with: as Windows writes them, or without the prefix. */
    static List<String> spellingsLike(String name) {
        List<String> spellings = new ArrayList<>();
        boolean whole = name.startsWith(PREFIX);
        for (String known : Win32Error.names()) {
            spellings.add(whole || !known.startsWith(PREFIX) ? known : known.substring(PREFIX.length()));
        }
        return spellings;
    }
}
