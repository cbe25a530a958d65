package pipefault.report;

/**
 * Under which conditions a report came about.
 *
 * @param version version of Pipefault
 * @param kernel {@code simulated}, {@code native} or {@code wine}
 * @param os name, version and architecture of the operating system that the JVM sees
 * @param seed the first seed
 */
public record Conditions(String version, String kernel, String os, long seed) {}
