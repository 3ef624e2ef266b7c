package hourglass.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class InverseHessianTest {
    private static final float[] ZERO = {0, 0};

    @Test
    void isTheIdentityBeforeItLearns() {
        assertThat(product(new InverseHessian(3, 2), 5, -7)).containsExactly(5, -7);
    }

    /** The secant equation: H y = s for the newest pair. */
    @Test
    void turnsTheLastChangeOfTheGradientIntoItsMove() {
        InverseHessian inverse = new InverseHessian(3, 2);
        inverse.learn(0.5, new float[] {2, 0}, new float[] {3, 1}, ZERO);
        inverse.learn(1, new float[] {1, 2}, new float[] {2, 5}, ZERO);
        assertThat(product(inverse, 2, 5)).containsExactly(new float[] {1, 2}, within(1e-5f));
    }

    /** Exact pairs of the Hessian diag(1, 4) along both axes make the exact inverse diag(1, 1/4). */
    @Test
    void learnsAQuadraticFromAsManyPairsAsDimensions() {
        InverseHessian inverse = new InverseHessian(2, 2);
        inverse.learn(1, new float[] {1, 0}, new float[] {1, 0}, ZERO);
        inverse.learn(1, new float[] {0, 1}, new float[] {0, 4}, ZERO);
        assertThat(product(inverse, 8, 8)).containsExactly(new float[] {8, 2}, within(1e-5f));
    }

    @Test
    void forgetsTheOldestPair() {
        InverseHessian two = new InverseHessian(2, 2);
        two.learn(1, new float[] {3, 1}, new float[] {1, 1}, ZERO);
        InverseHessian last = new InverseHessian(2, 2);
        for (InverseHessian inverse : new InverseHessian[] {two, last}) {
            inverse.learn(1, new float[] {1, 0}, new float[] {1, 0}, ZERO);
            inverse.learn(1, new float[] {0, 1}, new float[] {0, 4}, ZERO);
        }
        assertThat(product(two, 1, 2)).isEqualTo(product(last, 1, 2));
    }

    @Test
    void leavesOutAPairOfNegativeCurvature() {
        InverseHessian inverse = new InverseHessian(1, 2);
        inverse.learn(1, new float[] {1, 0}, new float[] {-1, 0}, ZERO);
        assertThat(inverse.isEmpty()).isTrue();
        inverse.restore();
        assertThat(inverse.isEmpty()).isTrue();
    }

    @Test
    void isRestoredFromItsVectors() {
        InverseHessian saved = new InverseHessian(2, 2);
        saved.learn(1, new float[] {1, 2}, new float[] {2, 5}, ZERO);
        InverseHessian restored = new InverseHessian(2, 2);
        for (int i = 0; i < 4; i++) {
            System.arraycopy(saved.vectors().get(i), 0, restored.vectors().get(i), 0, 2);
        }
        restored.restore();
        assertThat(product(restored, 3, 4)).isEqualTo(product(saved, 3, 4));
    }

    @Test
    void stillKnowsNothingWhenRestoredAfterClearing() {
        InverseHessian inverse = new InverseHessian(2, 2);
        inverse.learn(1, new float[] {1, 2}, new float[] {2, 5}, ZERO);
        inverse.clear();
        inverse.restore();
        assertThat(inverse.isEmpty()).isTrue();
    }

    private static float[] product(InverseHessian inverse, float... vector) {
        inverse.multiply(vector);
        return vector;
    }
}
