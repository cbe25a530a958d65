/** Writers that are defective on purpose: the model of the reviewed writer, and one small class per defect. */
@NullMarked
package pipefault.specimen;

import org.jspecify.annotations.NullMarked;
