package hourglass.perceptual;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.codes.Hamming;
import java.awt.image.BufferedImage;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What every perceptual hash promises: copies of a picture are within its radius, other pictures beyond. */
class PerceptualHashTest {
    private static final int SCENES = 12;

    private record Change(String name, UnaryOperator<Scene> of) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Stream<Arguments> changes() {
        return Stream.of(PerceptualHash.values()).flatMap(hash -> Stream.of(
                        new Change("half the size", scene -> scene.scaled(0.5)),
                        new Change("three quarters of the size", scene -> scene.scaled(0.75)),
                        new Change("one and a half times the size", scene -> scene.scaled(1.5)),
                        new Change("JPEG of low quality", scene -> scene.asJpeg(0.3f)),
                        new Change("darker", scene -> scene.brighter(0.8f)),
                        new Change(
                                "smaller and a JPEG", scene -> scene.scaled(0.6).asJpeg(0.5f)))
                .map(change -> Arguments.of(hash, change)));
    }

    private static Scene scene(long seed) {
        return Scene.of(seed, 480, 320);
    }

    private static long[] code(PerceptualHash hash, Scene scene) {
        return hash.of(scene.image()).code();
    }

    @ParameterizedTest
    @MethodSource("changes")
    void changedPictureIsWithinTheRadius(PerceptualHash hash, Change change) {
        assertThat(LongStream.range(0, SCENES)
                        .mapToInt(seed ->
                                Hamming.distance(code(hash, scene(seed)), code(hash, change.of.apply(scene(seed))))))
                .allMatch(distance -> distance <= hash.radius());
    }

    @ParameterizedTest
    @EnumSource
    void otherPicturesAreFarBeyondTheRadius(PerceptualHash hash) {
        long[][] codes = LongStream.range(0, SCENES)
                .mapToObj(seed -> code(hash, scene(seed)))
                .toArray(long[][]::new);
        assertThat(IntStream.range(0, SCENES * SCENES)
                        .filter(pair -> pair / SCENES < pair % SCENES)
                        .map(pair -> Hamming.distance(codes[pair / SCENES], codes[pair % SCENES])))
                .allMatch(distance -> distance > 2 * hash.radius());
    }

    @ParameterizedTest
    @EnumSource
    void codeHasThePromisedLength(PerceptualHash hash) {
        assertThat(code(hash, scene(0))).hasSize(hash.bits() / 64);
    }

    @ParameterizedTest
    @EnumSource
    void pictureOfOneColourIsNotReliable(PerceptualHash hash) {
        BufferedImage plain = new BufferedImage(200, 100, BufferedImage.TYPE_INT_RGB);
        assertThat(hash.of(new Scene(plain).image()).isReliable()).isFalse();
        assertThat(hash.of(scene(0).image()).isReliable()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void tinyPictureHasACode(PerceptualHash hash) {
        assertThat(code(hash, Scene.of(1, 16, 12))).hasSize(hash.bits() / 64);
    }
}
