package hourglass.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hourglass.decomposition.SparseCoder;
import hourglass.matrix.ThreadTeam;
import hourglass.model.Autoencoder;
import hourglass.network.Activation;
import hourglass.network.Network;
import hourglass.random.Seeds;
import hourglass.train.WeightInitializer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class SparseBenchTest {
    private static final int COLUMNS = 12;
    private static final int ATOMS = 30;
    private static final int ROWS = 300;

    private static float[] normal(int length, long seed) {
        SplittableRandom random = Seeds.random(seed);
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static float[] dictionary() {
        float[] dictionary = normal(ATOMS * COLUMNS, 1);
        for (int at = 0; at < dictionary.length; at += COLUMNS) {
            double squares = 0;
            for (int i = at; i < at + COLUMNS; i++) {
                squares += dictionary[i] * dictionary[i];
            }
            for (int i = at; i < at + COLUMNS; i++) {
                dictionary[i] /= (float) Math.sqrt(squares);
            }
        }
        return dictionary;
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.3, 1})
    void allSolversReachTheSameObjectives(double lambda) {
        float[] items = normal(ROWS * COLUMNS, 2);
        SparseProblem problem = SparseProblem.of(dictionary(), COLUMNS, items, lambda, 1e-5);
        float[] descended = SparseCoder.codes(dictionary(), COLUMNS, items, lambda, true, ThreadTeam.shared());
        for (SparseProblem.Solver solver : List.of(new Fista(), new FeatureSign())) {
            float[] codes = solver.codes(problem);
            for (int row = 0; row < ROWS; row++) {
                double expected = problem.objective(row, descended, row * ATOMS);
                assertThat(problem.objective(row, codes, row * ATOMS))
                        .as("%s, row %d", solver.getClass().getSimpleName(), row)
                        .isCloseTo(expected, within(1e-4 * expected + 1e-5 * problem.energy(row)));
            }
        }
    }

    @Test
    void anObjectiveIsHalfTheSquaredErrorAndThePriceOfTheCode() {
        float[] items = normal(COLUMNS, 3);
        float[] code = new float[ATOMS];
        code[4] = 0.5f;
        code[9] = 2;
        double expected = 0.7 * 2.5;
        for (int i = 0; i < COLUMNS; i++) {
            double miss = items[i] - 0.5 * dictionary()[4 * COLUMNS + i] - 2 * dictionary()[9 * COLUMNS + i];
            expected += 0.5 * miss * miss;
        }
        SparseProblem problem = SparseProblem.of(dictionary(), COLUMNS, items, 0.7, 1e-5);
        assertThat(problem.objective(0, code, 0)).isCloseTo(expected, within(1e-5));
    }

    @Test
    void everyWayIsTimedAndTheOptimalOnesAgree() {
        Network network = Network.of(
                List.of(COLUMNS, ATOMS, COLUMNS), List.of(Activation.RELU, Activation.LINEAR), /* encoderDepth= */ 1);
        float[] parameters = WeightInitializer.GLOROT.parameters(network, 1);
        System.arraycopy(dictionary(), 0, parameters, network.decoder().get(0).weightOffset(), ATOMS * COLUMNS);
        try (ThreadTeam one = ThreadTeam.of(1)) {
            List<SparseBench.Line> lines = CommandLine.populateCommand(
                            new SparseBench(), "--rounds", "2", "--seconds", "0.05")
                    .measure(new Autoencoder(network, parameters), normal(ROWS * COLUMNS, 4), one);
            assertThat(lines)
                    .extracting(SparseBench.Line::method)
                    .containsExactly("predicted", "coordinate descent", "FISTA", "feature-sign search");
            assertThat(lines).allSatisfy(line -> assertThat(line.microseconds()).isPositive());
            assertThat(lines.get(0).timesPrediction()).isEqualTo(1);
            assertThat(lines.get(0).worst()).isGreaterThan(0.01);
            assertThat(lines.subList(1, 4))
                    .allSatisfy(line -> assertThat(line.worst()).isLessThan(1e-3));
        }
    }

    @Test
    void refusesAPriceOfNothing() {
        StringWriter errors = new StringWriter();
        int status = new CommandLine(new SparseBench())
                .setErr(new PrintWriter(errors))
                .execute("--lambda", "0");
        assertThat(status).isEqualTo(2);
        assertThat(errors.toString()).contains("--lambda must be above 0, but was 0.0");
    }
}
