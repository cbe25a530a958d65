package pipefault.specimen;

import pipefault.platform.Operation;

/** A write that the kernel has taken; the mutex of the skeleton guards its fields. */
final class Transfer {

    final Operation operation;
    final int length;

    /** How many threads ask about it now; the last one gives the memory back. */
    int users;

    /** Whether it was accounted. */
    boolean answered;

    /** Whether its end was asked for. */
    boolean cancelled;

    /** Whether the kernel has done with its memory, as far as the writer knows. */
    boolean over;

    Transfer(Operation operation, int length) {
        this.operation = operation;
        this.length = length;
    }
}
