/**
 * Anomaly scores and the imputation of missing cells, both by reconstruction.
 *
 * <p>How unusual an image is among handwritten digits, one of which in a hundred is taken as unusual:
 *
 * <pre>{@code
 * Rows digits = PenDigits.of(500, 1).rows();
 * FittedModel model = AutoencoderTrainer.builder(30).epochs(5).build().fit(digits);
 * AnomalyScale scale = AnomalyScorer.scale(model, digits, 0, 0.99);
 * AnomalyScorer scorer = new AnomalyScorer(model, scale, ThreadTeam.shared());
 * float[] white = new float[784];
 * Arrays.fill(white, 1f);
 * boolean unusual = scorer.isAnomalous(scorer.scores(Rows.of(white, 784))[0]);
 * }</pre>
 */
@NullMarked
package hourglass.anomaly;

import org.jspecify.annotations.NullMarked;
