package hourglass.objective;

import static hourglass.objective.NormalNumbers.normal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hourglass.data.Batch;
import hourglass.data.Rows;
import hourglass.decomposition.UnrolledCoder;
import hourglass.matrix.ThreadTeam;
import hourglass.matrix.VectorSink;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnrolledPredictionTest {
    private static final int ROWS = 7;
    private static final int COLUMNS = 6;
    private static final int ATOMS = 9;
    private static final double LAMBDA = 0.2;
    private static final float[] DICTIONARY = normal(ATOMS * COLUMNS, 0.4, 3);

    /** In double precision, by the definition. */
    private static double loss(float[] parameters, float[] items, int steps) {
        double sum = 0;
        for (int row = 0; row < ROWS; row++) {
            double[] code = new double[ATOMS];
            for (int step = 0; step <= steps; step++) {
                code = step(parameters, items, row, code, step > 0);
            }
            for (int i = 0; i < COLUMNS; i++) {
                double residual = items[row * COLUMNS + i];
                for (int j = 0; j < ATOMS; j++) {
                    residual -= code[j] * DICTIONARY[j * COLUMNS + i];
                }
                sum += 0.5 * residual * residual;
            }
            for (double one : code) {
                sum += LAMBDA * one;
            }
        }
        return sum / ROWS;
    }

    private static double[] step(float[] parameters, float[] items, int row, double[] before, boolean later) {
        double[] code = new double[ATOMS];
        for (int j = 0; j < ATOMS; j++) {
            double value = parameters[(COLUMNS + ATOMS) * ATOMS + j];
            for (int i = 0; i < COLUMNS; i++) {
                value += (double) items[row * COLUMNS + i] * parameters[i * ATOMS + j];
            }
            for (int i = 0; later && i < ATOMS; i++) {
                value += before[i] * parameters[(COLUMNS + i) * ATOMS + j];
            }
            code[j] = Math.max(0, value);
        }
        return code;
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 2", "2, 1", "3, 3"})
    void gradientAgreesWithCentralDifferences(int steps, int threads) {
        float[] at = normal(UnrolledCoder.dimension(COLUMNS, ATOMS), 0.3, 1);
        float[] items = normal(ROWS * COLUMNS, 1, 2);
        Batch batch = new Batch(ROWS, COLUMNS);
        batch.fill(Rows.of(items, COLUMNS), 0, ROWS);
        float[] gradient = new float[at.length];
        try (ThreadTeam team = ThreadTeam.of(threads)) {
            UnrolledCoder coder = new UnrolledCoder(COLUMNS, ATOMS, steps, at, DICTIONARY);
            double value = new UnrolledPrediction(coder, LAMBDA, ROWS, team)
                    .bind(batch, 0)
                    .gradient(at, VectorSink.into(gradient));
            assertThat(value).isCloseTo(loss(at, items, steps), within(1e-5));
        }
        for (int i = 0; i < at.length; i++) {
            float[] up = at.clone();
            float[] down = at.clone();
            up[i] += 1e-4f;
            down[i] -= 1e-4f;
            double difference = loss(up, items, steps) - loss(down, items, steps);
            assertThat((double) gradient[i])
                    .as("parameter " + i)
                    .isCloseTo(difference / ((double) up[i] - down[i]), within(2e-4));
        }
    }
}
