/**
 * How good a model is: the {@link hourglass.eval.ReconstructionError} of any model, the likelihood that a restricted
 * Boltzmann machine gives to data, and what codes retrieve.
 *
 * <p>A likelihood needs the {@link hourglass.eval.PartitionFunction}: exact for small RBMs, estimated by {@link
 * hourglass.eval.AnnealedImportanceSampling} for others.
 *
 * <p>Retrieval is a {@link hourglass.eval.Similarity}, which ranks, held against a {@link hourglass.eval.Relevance}, which
 * knows what a query should find: {@link hourglass.eval.PrecisionRecall} over all ranks, {@link hourglass.eval.BallRetrieval}
 * within Hamming balls.
 *
 * <p>How well images find those of the same class by the cosine of their pixels:
 *
 * <pre>{@code
 * Dataset digits = PenDigits.of(500, 1);
 * int count = digits.rows().count();
 * int columns = digits.rows().columns();
 * float[] pixels = new float[count * columns];
 * int[] classes = new int[count];
 * for (int row = 0; row < count; row++) {
 *     digits.rows().read(row, pixels, row * columns);
 *     classes[row] = digits.labelledRows().label(row);
 * }
 * PrecisionRecall retrieval = PrecisionRecall.of(
 *         CosineSimilarity.within(pixels, columns), Relevance.byLabel(classes, classes), ThreadTeam.shared());
 * double precision = retrieval.meanAveragePrecision();
 * }</pre>
 */
@NullMarked
package hourglass.eval;

import org.jspecify.annotations.NullMarked;
