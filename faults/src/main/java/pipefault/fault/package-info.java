/** What can be injected, when, and what Windows may answer: fault plans, their text form, and the outcome catalogue. */
@NullMarked
package pipefault.fault;

import org.jspecify.annotations.NullMarked;
