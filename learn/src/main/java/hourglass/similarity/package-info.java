/**
 * Learned similarity: losses on the distances between codes, with labels (neighbourhood component analysis, contrastive and
 * triplet losses of Siamese networks) and without (agreement of views).
 *
 * <p>{@link hourglass.train.SimilarityTrainer} fits a model to one, or to several with the reconstruction:
 *
 * <pre>{@code
 * Dataset digits = PenDigits.of(400, 1);
 * FittedModel model = SimilarityTrainer.builder(50, 10)
 *         .objective(SimilarityOptions.of(new SimilarityLoss.Neighbourhood(true)))
 *         .epochs(40)
 *         .batchSize(100)
 *         .build()
 *         .fit(digits);
 * NearestNeighbors found = NearestNeighbors.among(model.encode(digits.rows()), 3);
 * int[] classes = digits.labels().classes();
 * double error = found.error(classes, classes, 3);
 * }</pre>
 */
@NullMarked
package hourglass.similarity;

import org.jspecify.annotations.NullMarked;
