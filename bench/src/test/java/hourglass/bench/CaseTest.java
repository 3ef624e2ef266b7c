package hourglass.bench;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.bench.Case.Kind;
import hourglass.bench.Case.Rule;
import hourglass.network.MapShape;
import hourglass.objective.Likelihood;
import java.util.List;
import org.junit.jupiter.api.Test;

class CaseTest {
    private static Case autoencoder(Kind kind, int batch, int visible, String layers) {
        return new Case(kind, MapShape.of(visible), layers, Likelihood.BERNOULLI, batch, Rule.ADAM);
    }

    @Test
    void namesAreUnique() {
        assertThat(Case.all()).extracting(Case::name).doesNotHaveDuplicates();
    }

    @Test
    void nameTellsLayersRowsAndRule() {
        assertThat(autoencoder(Kind.TIED, 20, 784, "500").name()).isEqualTo("784-500-tied/20/adam");
    }

    @Test
    void starMatchesAnything() {
        assertThat(Case.matching(List.of("784-500-tied/*/adam")))
                .extracting(Case::name)
                .containsExactlyInAnyOrder("784-500-tied/20/adam", "784-500-tied/128/adam");
    }

    @Test
    void otherCharactersMatchOnlyThemselves() {
        assertThat(Case.matching(List.of("784-500-tied/.*/adam"))).isEmpty();
    }

    @Test
    void caseMatchedByTwoPatternsRunsOnce() {
        assertThat(Case.matching(List.of("*", "*/adam"))).hasSameSizeAs(Case.all());
    }

    @Test
    void countsTheProductsOfAnUntiedStep() {
        // Two layers of 4 x 3 weights on 5 rows: 2 forward, 1 delta, 2 gradients, each of 2 * 4 * 3 * 5 operations.
        assertThat(autoencoder(Kind.AUTOENCODER, 5, 4, "3").flops()).isEqualTo(5 * 120);
    }

    @Test
    void tiedWeightsSaveNoProduct() {
        assertThat(autoencoder(Kind.TIED, 5, 4, "3").flops())
                .isEqualTo(autoencoder(Kind.AUTOENCODER, 5, 4, "3").flops());
    }

    @Test
    void countsTheProductsOfContrastiveDivergence() {
        // Up, down and up again, and the statistics of data and reconstruction.
        assertThat(autoencoder(Kind.RBM, 5, 4, "3").flops()).isEqualTo(5 * 120);
    }

    @Test
    void countsTheProductsOfConvolutions() {
        // Four patches of 2x2 and 3 filters on 5 rows: 2 forward, 1 delta, 2 gradients.
        Case one = new Case(Kind.AUTOENCODER, new MapShape(4, 4, 1), "3c2s2", Likelihood.BERNOULLI, 5, Rule.ADAM);
        assertThat(one.flops()).isEqualTo(5 * 2 * 5 * 4 * 4 * 3);
    }
}
