package hourglass.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import hourglass.data.Matrix;
import hourglass.data.Rows;
import hourglass.matrix.ThreadTeam;
import hourglass.random.Seeds;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** What every model does, whatever it computes. */
public interface ModelContract {
    /** Products of other shapes sum in another order. */
    Offset<Float> ROUNDING = within(1e-4f);

    /** Rows of a batch that is no round number. */
    int ROWS = 7;

    /** The model. */
    Model model();

    /** Items of the model, within 0..1. */
    private static float[] items(Model model) {
        SplittableRandom random = Seeds.random(3);
        float[] items = new float[ROWS * model.visible()];
        for (int i = 0; i < items.length; i++) {
            items[i] = random.nextInt(4) / 4f;
        }
        return items;
    }

    @Test
    default void givesEachItemACodeOfFiniteNumbers() {
        Model model = model();
        float[] codes = model.encode(items(model));
        assertThat(codes).hasSize(ROWS * model.codeSize());
        for (float one : codes) {
            assertThat(one).isFinite();
        }
    }

    @Test
    default void leavesItemsAsTheyAre() {
        Model model = model();
        float[] items = items(model);
        model.encode(items);
        assertThat(items).isEqualTo(items(model));
    }

    @Test
    default void encodesAnItemAloneAsAmongOthers() {
        Model model = model();
        float[] items = items(model);
        float[] alone = model.encode(Arrays.copyOfRange(items, 2 * model.visible(), 3 * model.visible()));
        float[] codes = model.encode(items);
        assertThat(Arrays.copyOfRange(codes, 2 * model.codeSize(), 3 * model.codeSize()))
                .containsExactly(alone, ROUNDING);
    }

    @Test
    default void encodesRowsAsItems() {
        Model model = model();
        float[] items = items(model);
        Matrix codes = model.encode(Rows.of(items, model.visible()));
        assertThat(codes.columns()).isEqualTo(model.codeSize());
        assertThat(codes.values()).containsExactly(model.encode(items), ROUNDING);
    }

    @Test
    default void encodesTheSameOnAnyNumberOfThreads() {
        Model model = model();
        float[] items = items(model);
        try (ThreadTeam one = ThreadTeam.of(1);
                ThreadTeam three = ThreadTeam.of(3)) {
            assertThat(model.encode(items, three)).containsExactly(model.encode(items, one), ROUNDING);
        }
    }

    @Test
    default void refusesPartsOfItems() {
        Model model = model();
        float[] part = new float[model.visible() + 1];
        assertThatThrownBy(() -> model.encode(part)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    default void leadsBackFromCodesToItemsIfItDecodes() {
        Model model = model();
        assumeThat(model).isInstanceOf(EncoderDecoder.class);
        float[] codes = model.encode(items(model));
        float[] before = codes.clone();
        float[] back = ((EncoderDecoder) model).decode(codes);
        assertThat(codes).isEqualTo(before);
        assertThat(back).hasSize(ROWS * model.visible());
        for (float one : back) {
            assertThat(one).isFinite();
        }
        assertThat(((EncoderDecoder) model).reconstruct(items(model))).containsExactly(back, ROUNDING);
    }
}
