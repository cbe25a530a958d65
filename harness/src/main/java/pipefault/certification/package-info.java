/** Certifies a kernel: performs fact scripts so that no crash or hang ends the work, and records and compares the answers. */
@NullMarked
package pipefault.certification;

import org.jspecify.annotations.NullMarked;
