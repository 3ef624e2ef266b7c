package hourglass.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.data.Offset.offset;

import hourglass.data.ImageShape;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ViewsTest {
    private static final ImageShape IMAGE = new ImageShape(20, 16, 3);

    private static float[] view(Views views, long key, int view, float[] item) {
        float[] seen = new float[item.length];
        views.drawer().draw(key, view, item, 0, item.length, seen, 0);
        return seen;
    }

    private static float[] ramp(int n) {
        float[] ramp = new float[n];
        for (int i = 0; i < n; i++) {
            ramp[i] = (i + 1f) / n;
        }
        return ramp;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"image", "numbers:0.3:0.1", "words:0.5", "halves", "image:shift=2,erase=1,flip=0.5,light=0.3"})
    void aKeyGivesTheSameViewsAgainAndTwoThatDiffer(String text) {
        Views views = Views.of(text, IMAGE);
        float[] item = ramp(IMAGE.size());

        assertThat(view(views, 9, 0, item)).containsExactly(view(views, 9, 0, item));
        assertThat(view(views, 9, 1, item)).isNotEqualTo(view(views, 9, 0, item));
        assertThat(view(views, 10, 0, item)).isNotEqualTo(view(views, 9, 0, item));
    }

    @Test
    void halvesShareNoWordAndLeaveNoneOut() {
        float[] words = ramp(400);
        float[] first = view(new Views.Words(0.5, true), 3, 0, words);
        float[] second = view(new Views.Words(0.5, true), 3, 1, words);
        for (int i = 0; i < words.length; i++) {
            assertThat(Math.min(first[i], second[i])).isZero();
            assertThat(Math.max(first[i], second[i])).isEqualTo(words[i]);
        }
    }

    @Test
    void wordsAreKeptWithTheirProbability() {
        float[] words = ramp(20_000);
        int kept = 0;
        for (float word : view(new Views.Words(0.3, false), 1, 0, words)) {
            kept += word > 0 ? 1 : 0;
        }
        assertThat(kept / 20_000.0).isCloseTo(0.3, offset(0.02));
    }

    @Test
    void anImageOfOneColourStaysWhatItIsWhenItIsMovedTurnedAndBent() {
        float[] plain = new float[IMAGE.size()];
        Arrays.fill(plain, 0.6f);
        for (float value : view(ImageViews.gentle(IMAGE), 7, 0, plain)) {
            assertThat(value).isCloseTo(0.6f, offset(1e-5f));
        }
    }

    @Test
    void aMoveShiftsThePixelsOfEveryChannel() {
        // Linear in the column, so that bilinear interpolation is exact away from the edges.
        float[] image = new float[IMAGE.size()];
        for (int i = 0; i < image.length; i++) {
            image[i] = (i / 3 % 16) * 0.01f + (i % 3) * 0.2f;
        }
        float[] moved = view(new ImageViews(IMAGE, 1.5, 0, 0, 0, 0, 0, 0, 0, 0), 5, 0, image);
        int middle = (10 * 16 + 8) * 3;
        float shift = moved[middle] - image[middle];
        assertThat(Math.abs(shift)).isBetween(1e-5f, 0.02f);
        for (int channel = 0; channel < 3; channel++) {
            assertThat(moved[middle + channel] - image[middle + channel]).isCloseTo(shift, offset(1e-5f));
            assertThat(moved[middle + 6 + channel] - image[middle + 6 + channel])
                    .isCloseTo(shift, offset(1e-5f));
        }
    }

    @Test
    void movesAloneCopyPixelsInsteadOfBlendingThem() {
        float[] image = new float[IMAGE.size()];
        image[(8 * 16 + 8) * 3] = 1;
        for (int key = 0; key < 20; key++) {
            float[] seen = view(ImageViews.moved(IMAGE), key, 0, image);
            assertThat(seen).containsOnly(0f, 1f);
        }
    }

    @Test
    void aShareOfTheImagesStaysAsItIs() {
        float[] image = new float[IMAGE.size()];
        for (int i = 0; i < image.length; i++) {
            image[i] = i * 0.001f;
        }
        ImageViews views = ImageViews.gentle(IMAGE).keeping(0.5);
        long same = IntStream.range(0, 200)
                .filter(key -> Arrays.equals(view(views, key, 0, image), image))
                .count();
        assertThat(same).isBetween(70L, 130L);
    }

    @Test
    void flippingChangesLeftAndRight() {
        float[] image = new float[IMAGE.size()];
        for (int i = 0; i < image.length; i++) {
            image[i] = i * 0.001f;
        }
        float[] mirrored = view(new ImageViews(IMAGE, 0, 0, 0, 0, 0, 0, 1, 0, 0), 3, 0, image);
        int width = IMAGE.width();
        for (int pixel = 0; pixel < IMAGE.size() / 3; pixel++) {
            int other = pixel - pixel % width + width - 1 - pixel % width;
            for (int channel = 0; channel < 3; channel++) {
                assertThat(mirrored[3 * pixel + channel]).isCloseTo(image[3 * other + channel], offset(1e-5f));
            }
        }
    }

    @Test
    void erasingBlanksARectangle() {
        float[] ones = new float[IMAGE.size()];
        Arrays.fill(ones, 1);
        float[] seen = view(new ImageViews(IMAGE, 0, 0, 0, 0, 0, 1, 0, 0, 0), 2, 0, ones);
        int blank = 0;
        for (float value : seen) {
            blank += value == 0 ? 1 : 0;
        }
        assertThat(blank % 3).isZero();
        assertThat((double) blank / seen.length).isBetween(0.01, 0.16);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "numbers", "numbers:0:0", "words:1", "image:zoom=1", "numbers:x:1", "image:shift=x"})
    void refusesWhatNamesNoViews(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Views.of(text, IMAGE));
    }

    @Test
    void refusesViewsOfImagesWhereThereAreNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Views.of("image", null))
                .withMessageContaining("image shape");
    }
}
