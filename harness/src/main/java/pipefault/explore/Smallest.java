package pipefault.explore;

/**
 * What is left of a sighting when all that can go was taken away; plain values.
 *
 * @param way replays the run
 * @param confirmed whether each departure was taken away on trial, and the defect was gone
 * @param traceDigest what the trace of the run was like where it was made
 */
public record Smallest(Way way, boolean confirmed, String traceDigest) {}
