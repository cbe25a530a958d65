/** The interception, its faults and its ledgers, over a kernel whose answers a test writes down. */
@NullMarked
package pipefault.inject;

import org.jspecify.annotations.NullMarked;
