/** Pipe code that was not written for this harness, driven from outside: its streams on one end, a peer of ours on the other. */
@NullMarked
package pipefault.foreign;

import org.jspecify.annotations.NullMarked;
