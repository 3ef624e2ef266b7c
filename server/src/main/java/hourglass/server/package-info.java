/** Models and libraries over HTTP, and a web page that shows them. */
@NullMarked
package hourglass.server;

import org.jspecify.annotations.NullMarked;
