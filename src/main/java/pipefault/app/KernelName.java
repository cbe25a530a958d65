package pipefault.app;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The kernels that runs can stand on, as the command line spells them. */
enum KernelName {
    /** Pure Java, deterministic, on any OS. */
    SIMULATED,
    /** The kernel32 of this Windows. */
    NATIVE,
    /** The kernel32 of Wine, reached by starting again in a Windows JVM. */
    WINE;

    static List<String> names() {
        return Stream.of(values()).map(KernelName::toString).toList();
    }

    static KernelName named(String where, String name) {
        return Stream.of(values())
                .filter(kernel -> kernel.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> Refused.unknown(where, "kernel", name, names()));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
