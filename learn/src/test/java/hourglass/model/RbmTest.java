package hourglass.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import hourglass.random.Seeds;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Holds the closed forms against sums over all joint states of a small machine, or integrals. */
class RbmTest {
    private static final Offset<Double> FLOAT = within(2e-5);

    private static final int VISIBLE = 4;
    private static final int HIDDEN = 3;

    @Test
    void freeEnergyIsMinusTheLogOfTheSumOverHiddenStates() {
        Rbm rbm = random(RbmShape.bernoulli(VISIBLE, HIDDEN), 1);
        for (int v = 0; v < 1 << VISIBLE; v++) {
            double sum = 0;
            for (int h = 0; h < 1 << HIDDEN; h++) {
                sum += Math.exp(-energy(rbm, states(v, VISIBLE), states(h, HIDDEN)));
            }
            assertThat(rbm.freeEnergy(states(v, VISIBLE))[0]).isCloseTo(-Math.log(sum), FLOAT);
        }
    }

    @Test
    void codeIsTheMeanOfHiddenStatesGivenTheVisible() {
        Rbm rbm = random(RbmShape.bernoulli(VISIBLE, HIDDEN), 2);
        float[] v = states(5, VISIBLE);
        double[] mean = new double[HIDDEN];
        double sum = 0;
        for (int h = 0; h < 1 << HIDDEN; h++) {
            double p = Math.exp(-energy(rbm, v, states(h, HIDDEN)));
            sum += p;
            for (int j = 0; j < HIDDEN; j++) {
                mean[j] += p * states(h, HIDDEN)[j];
            }
        }
        float[] code = rbm.encode(v);
        for (int j = 0; j < HIDDEN; j++) {
            assertThat((double) code[j]).isCloseTo(mean[j] / sum, FLOAT);
        }
    }

    @Test
    void itemIsTheMeanOfVisibleStatesGivenTheCode() {
        Rbm rbm = random(RbmShape.bernoulli(VISIBLE, HIDDEN), 3);
        float[] h = states(3, HIDDEN);
        double[] mean = new double[VISIBLE];
        double sum = 0;
        for (int v = 0; v < 1 << VISIBLE; v++) {
            double p = Math.exp(-energy(rbm, states(v, VISIBLE), h));
            sum += p;
            for (int i = 0; i < VISIBLE; i++) {
                mean[i] += p * states(v, VISIBLE)[i];
            }
        }
        float[] item = rbm.decode(h);
        for (int i = 0; i < VISIBLE; i++) {
            assertThat((double) item[i]).isCloseTo(mean[i] / sum, FLOAT);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BERNOULLI", "GAUSSIAN"})
    void freeEnergyIntegratesOverGaussianHiddenUnits(Units visibleUnits) {
        Rbm rbm = random(new RbmShape(2, 1, visibleUnits, Units.GAUSSIAN), 4);
        float[] v = {1f, 0f};
        double step = 0.01;
        double integral = 0;
        for (double h = -12; h < 12; h += step) {
            integral += step * Math.exp(-energy(rbm, v, new float[] {(float) h}));
        }
        assertThat(rbm.freeEnergy(v)[0]).isCloseTo(-Math.log(integral), FLOAT);
    }

    @Test
    void meansOfGaussianUnitsAreTheirInputs() {
        Rbm rbm = new Rbm(
                new RbmShape(1, 2, Units.GAUSSIAN, Units.GAUSSIAN),
                new float[] {2f, -3f, /* b */ 0.5f, /* c */ 1f, -1f});
        assertThat(rbm.encode(new float[] {2f})).containsExactly(5f, -7f);
        assertThat(rbm.decode(new float[] {1f, 1f})).containsExactly(-0.5f);
    }

    @ParameterizedTest
    @EnumSource(names = {"BERNOULLI", "GAUSSIAN"})
    void unrolledStackEncodesAndDecodesAsItsMachinesInTurn(Units codeUnits) {
        Rbm bottom = random(new RbmShape(7, 5, Units.GAUSSIAN, Units.BERNOULLI), 5);
        Rbm top = random(new RbmShape(5, 3, Units.BERNOULLI, codeUnits), 6);
        float[] items = random(14, 7);
        float[] codes = top.encode(bottom.encode(items));
        for (boolean tied : new boolean[] {false, true}) {
            Autoencoder unrolled = Rbm.unroll(List.of(bottom, top), tied);
            assertThat(unrolled.encode(items)).containsExactly(codes, within(1e-5f));
            assertThat(unrolled.decode(codes)).containsExactly(bottom.decode(top.decode(codes)), within(1e-5f));
        }
    }

    @Test
    void refusesAStackWhoseMachinesDoNotFit() {
        Rbm bottom = random(RbmShape.bernoulli(7, 5), 8);
        Rbm wrongSize = random(RbmShape.bernoulli(4, 3), 9);
        Rbm wrongUnits = random(new RbmShape(5, 3, Units.GAUSSIAN, Units.BERNOULLI), 9);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Rbm.unroll(List.of(bottom, wrongSize), false))
                .withMessageContaining("visible=4")
                .withMessageContaining("5 units");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Rbm.unroll(List.of(bottom, wrongUnits), false))
                .withMessageContaining("GAUSSIAN");
        assertThatIllegalArgumentException().isThrownBy(() -> Rbm.unroll(List.of(), false));
    }

    @Test
    void refusesParametersOfAnotherShape() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Rbm(RbmShape.bernoulli(4, 3), new float[18]))
                .withMessage("18 parameters for an RBM of 19");
    }

    @Test
    void refusesALayerWithoutUnits() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RbmShape.bernoulli(4, 0))
                .withMessageContaining("not 4 and 0");
    }

    /** E(v, h) as the class defines it. */
    private static double energy(Rbm rbm, float[] v, float[] h) {
        RbmShape shape = rbm.shape();
        float[] w = rbm.parameters();
        double energy = 0;
        for (int i = 0; i < v.length; i++) {
            energy += ownEnergy(shape.visibleUnits(), v[i], w[shape.visibleBiasOffset() + i]);
            for (int j = 0; j < h.length; j++) {
                energy -= (double) v[i] * w[i * h.length + j] * h[j];
            }
        }
        for (int j = 0; j < h.length; j++) {
            energy += ownEnergy(shape.hiddenUnits(), h[j], w[shape.hiddenBiasOffset() + j]);
        }
        return energy;
    }

    private static double ownEnergy(Units units, double x, double bias) {
        return units == Units.BERNOULLI ? -bias * x : (x - bias) * (x - bias) / 2;
    }

    private static float[] states(int bits, int n) {
        float[] states = new float[n];
        for (int i = 0; i < n; i++) {
            states[i] = (bits >> i) & 1;
        }
        return states;
    }

    private static Rbm random(RbmShape shape, long seed) {
        return new Rbm(shape, random(shape.dimension(), seed));
    }

    private static float[] random(int n, long seed) {
        SplittableRandom random = Seeds.random(seed);
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = (float) (2 * random.nextDouble() - 1);
        }
        return values;
    }
}
