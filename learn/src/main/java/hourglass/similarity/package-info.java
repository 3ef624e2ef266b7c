/**
 * Learned similarity: losses on the distances between codes, with labels (neighbourhood component analysis, contrastive and
 * triplet losses of Siamese networks) and without (agreement of views).
 */
@NullMarked
package hourglass.similarity;

import org.jspecify.annotations.NullMarked;
