/**
 * Codes under ids of one's own, long or text: added, replaced and deleted while they are searched, exactly.
 *
 * <p>{@link hourglass.codes.id.IdIndex} is the index; its file is that of a {@link hourglass.codes.HammingIndex}, with the
 * ids behind the codes, so that both are mapped rather than read.
 */
@NullMarked
package hourglass.codes.id;

import org.jspecify.annotations.NullMarked;
