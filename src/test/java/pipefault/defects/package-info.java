/** The registry of our writers, and what shows that the specimens among them are defective. */
@NullMarked
package pipefault.defects;

import org.jspecify.annotations.NullMarked;
