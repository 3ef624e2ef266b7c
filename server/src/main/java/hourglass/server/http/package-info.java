/** What every web server of Hourglass does the same way: limits, who may enter, errors, the files of its pages. */
@NullMarked
package hourglass.server.http;

import org.jspecify.annotations.NullMarked;
