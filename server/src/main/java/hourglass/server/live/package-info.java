/** A page that shows a training while it runs. */
@NullMarked
package hourglass.server.live;

import org.jspecify.annotations.NullMarked;
