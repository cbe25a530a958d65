package pipefault.inject;

/**
 * A completion that the subject has noticed by itself, in the status block of its OVERLAPPED (fact GR16).
 *
 * @param sequence the last position in the trace when it looked
 * @param operation name of the operation
 * @param status {@code Internal} as it found it: an NTSTATUS, unsigned
 * @param bytes {@code InternalHigh} as it found it
 */
public record Completion(int sequence, String operation, long status, long bytes) {}
