package pipefault.app;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import pipefault.fault.Spelling;

/** The kernels that runs can stand on, as the command line spells them. */
enum KernelName {
    /** Pure Java, deterministic, on any OS. */
    SIMULATED("in pure Java, on any system"),
    /** The kernel32 of this Windows. */
    NATIVE("the machine's own kernel32, on Windows"),
    /** The kernel32 of Wine, reached by starting again in a Windows JVM. */
    WINE("a real kernel32 under Wine, on Linux");

    /** What people say who mean one of them, beyond slips of the keyboard. */
    private static final Map<String, KernelName> OTHER_WORDS = Map.of(
            "windows",
            NATIVE,
            "win32",
            NATIVE,
            "real",
            NATIVE,
            "kernel32",
            NATIVE,
            "sim",
            SIMULATED,
            "linux",
            SIMULATED);

    private final String meaning;

    KernelName(String meaning) {
        this.meaning = meaning;
    }

    static List<String> names() {
        return Stream.of(values()).map(KernelName::toString).toList();
    }

    static KernelName named(String where, String name) {
        return Stream.of(values())
                .filter(kernel -> kernel.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(where, name));
    }

    private static Refused unknown(String where, String name) {
        KernelName meant = OTHER_WORDS.get(name.toLowerCase(Locale.ROOT));
        String nearest = meant == null ? Spelling.nearest(name, names()).orElse(null) : meant.toString();
        StringBuilder text = new StringBuilder(where + ": unknown kernel '" + name + "'");
        if (nearest != null) {
            text.append("\n  did you mean ").append(nearest).append('?');
        }
        text.append("\n  allowed:");
        for (KernelName kernel : values()) {
            text.append(String.format("\n    %-9s  %s", kernel, kernel.meaning));
        }
        return Refused.badInput(text.toString());
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
