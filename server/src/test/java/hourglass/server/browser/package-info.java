/** The page in a real browser: every view and use, by pointer and by keys, in both themes and at a phone's width. */
@NullMarked
package hourglass.server.browser;

import org.jspecify.annotations.NullMarked;
