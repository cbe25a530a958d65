/** Tests of the page of a report in a real browser, and what drives it. */
@NullMarked
package pipefault.browser;

import org.jspecify.annotations.NullMarked;
