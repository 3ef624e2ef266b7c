package hourglass.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import hourglass.data.Rows;
import hourglass.matrix.ThreadTeam;
import hourglass.persistence.FittedModel;
import hourglass.train.AutoencoderTrainer;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A linear code of two columns that vary alone: one tells the class, the other does not. */
class UnitTraversalTest {
    private static FittedModel model;
    private static UnitTraversal traversal;
    private static Rows rows;

    @BeforeAll
    static void fit() {
        float[] values = new float[400];
        int[] labels = new int[200];
        for (int row = 0; row < 200; row++) {
            labels[row] = row % 2;
            values[2 * row] = row % 2 == 0 ? -3 : 3;
            values[2 * row + 1] = (row / 2) % 10 - 4.5f;
        }
        rows = Rows.of(values, 2).labelled(labels);
        model = AutoencoderTrainer.builder(2)
                .epochs(1)
                .validationShare(0)
                .build()
                .fit(rows);
        traversal = new UnitTraversal(model, rows, ThreadTeam.shared());
    }

    private static int classUnit() {
        List<UnitTraversal.Effect> effects = traversal.effects(new int[] {0, 3, 8}, 9);
        return effects.get(0).classes() > effects.get(1).classes() ? 0 : 1;
    }

    @Test
    void findsTheUnitThatCarriesTheClassAndTheOneThatDoesNot() {
        List<UnitTraversal.Effect> effects = traversal.effects(new int[] {0, 3, 8, 15}, 9);

        assertThat(effects.get(classUnit()).classes()).isEqualTo(1);
        assertThat(effects.get(1 - classUnit()).classes()).isZero();
        assertThat(UnitTraversal.strongest(effects, UnitTraversal.Effect::change, 0.5))
                .isEqualTo(effects.get(1 - classUnit()));
    }

    @Test
    void namesTheClassesThatAUnitTurnsIntoOthers() {
        List<UnitTraversal.Effect> effects = traversal.effects(new int[] {0, 2, 3, 8, 15}, 9);

        assertThat(effects.get(classUnit()).turns())
                .containsExactly(new UnitTraversal.Turn(0, 1, 3, 3), new UnitTraversal.Turn(1, 0, 2, 2));
        assertThat(effects.get(1 - classUnit()).turns()).isEmpty();
    }

    @Test
    void aWayGoesFromOneEndOfTheRangeToTheOther() {
        int unit = classUnit();
        UnitTraversal.Path path = traversal.along(0, unit, 5);

        assertThat(path.values()[0]).isEqualTo(traversal.range(unit)[0]);
        assertThat(path.values()[4]).isEqualTo(traversal.range(unit)[1]);
        assertThat(path.items().count()).isEqualTo(5);
        assertThat(path.classes()[0]).isNotEqualTo(path.classes()[4]);
    }

    @Test
    void aWayBetweenItemsStartsAndEndsWithTheirReconstructions() {
        UnitTraversal.Path path = traversal.between(0, 3, 4);

        for (int column = 0; column < 2; column++) {
            float first = model.reconstruct(rows.slice(0, 1)).get(0, column);
            float last = model.reconstruct(rows.slice(3, 4)).get(0, column);
            assertThat(path.items().get(0, column)).isCloseTo(first, offset(1e-4f));
            assertThat(path.items().get(3, column)).isCloseTo(last, offset(1e-4f));
        }
        assertThat(path.classes()[0]).isZero();
        assertThat(path.classes()[3]).isEqualTo(1);
    }
}
