/**
 * The fitted model with its preprocessing, and the files that keep it.
 *
 * <p>A model is saved, loaded and used on data as they come:
 *
 * <pre>{@code
 * Rows digits = PenDigits.of(500, 1).rows();
 * FittedModel model = AutoencoderTrainer.builder(30).epochs(2).build().fit(digits);
 * model.save(file);
 * Matrix codes = FittedModel.load(file).encode(digits);
 * }</pre>
 */
@NullMarked
package hourglass.persistence;

import org.jspecify.annotations.NullMarked;
