/** Applies a fault plan to every call of a subject, keeps the ledgers of what the subject holds, and writes the trace. */
@NullMarked
package pipefault.inject;

import org.jspecify.annotations.NullMarked;
