/** One story from a defect report, and the run that tells it: subject, peer, plan, steps, verdict. */
@NullMarked
package pipefault.scenario;

import org.jspecify.annotations.NullMarked;
