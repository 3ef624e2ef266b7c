/**
 * The files in which documents lie, before anything is known of documents: those of folders and archives, what kind each is,
 * and the charset of its text.
 */
@NullMarked
package hourglass.text.file;

import org.jspecify.annotations.NullMarked;
