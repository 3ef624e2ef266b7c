/** The HTTP API: one class for each kind of resource. */
@NullMarked
package hourglass.server.api;

import org.jspecify.annotations.NullMarked;
