package hourglass.server;

import hourglass.codes.Thresholds;
import hourglass.data.Dataset;
import hourglass.data.ImageShape;
import hourglass.data.TextEncoding;
import hourglass.data.Transform;
import hourglass.data.generated.PenDigits;
import hourglass.library.Item;
import hourglass.library.LibraryWriter;
import hourglass.model.Rbm;
import hourglass.model.RbmShape;
import hourglass.persistence.DataDescription;
import hourglass.persistence.FitDescription;
import hourglass.persistence.FittedModel;
import hourglass.persistence.StopReason;
import hourglass.picture.Png;
import hourglass.picture.TileLayout;
import hourglass.picture.Tiles;
import hourglass.train.AutoencoderTrainer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Libraries to serve. */
final class Samples {
    static final int BITS = 24;
    static final int WORDS = 60;

    private static final ImageShape SHAPE = new ImageShape(28, 28, 1);

    private Samples() {}

    /** Digits with their classes as topics and the ids digit/0, digit/1, ... */
    static Path digits(Path folder, int count) {
        Dataset digits = PenDigits.of(count, 1);
        FittedModel model = AutoencoderTrainer.builder(60, BITS)
                .epochs(3)
                .batchSize(50)
                .build()
                .fit(digits)
                .binarized(digits.rows());
        float[] values = digits.rows().toArray();
        try (LibraryWriter writer = LibraryWriter.open(folder, model)) {
            for (int row = 0; row < count; row++) {
                float[] pixels = Arrays.copyOfRange(values, row * SHAPE.size(), (row + 1) * SHAPE.size());
                writer.put(Item.of("digit/" + row, "Digit " + row, "")
                        .withTopics(List.of(digits.labels().nameOf(row)))
                        .withFields(Map.of("writer", row % 2 == 0 ? "even" : "odd"))
                        .withValues(pixels)
                        .withThumbnail(png(pixels)));
            }
            writer.commit();
        }
        return folder;
    }

    static byte[] png(float[] pixels) {
        return Png.encode(Tiles.of(pixels, SHAPE, TileLayout.ofPixels()));
    }

    /** A model with random weights of the words w0 to w59. */
    static FittedModel ofTexts() {
        List<String> words = IntStream.range(0, WORDS).mapToObj(i -> "w" + i).toList();
        return ofNumbers().withText(new TextEncoding("none", words));
    }

    /** A model with random weights of 60 values. */
    static FittedModel ofNumbers() {
        SplittableRandom random = new SplittableRandom(1);
        RbmShape shape = RbmShape.bernoulli(WORDS, BITS);
        float[] parameters = new float[shape.dimension()];
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = (float) random.nextDouble(-2, 2);
        }
        return new FittedModel(
                        new Rbm(shape, parameters),
                        new Transform.Identity(),
                        new DataDescription("words", 100, List.of(), null, null),
                        new FitDescription(
                                "BERNOULLI", Map.of(), 1, "1", Instant.EPOCH, List.of(), StopReason.FINISHED))
                .withThresholds(Thresholds.same(BITS, 0.5f));
    }

    /** Texts of five words each, with the ids text-0, text-1, ..., and one of the topics even and odd. */
    static Path texts(Path folder, int count) {
        SplittableRandom random = new SplittableRandom(2);
        try (LibraryWriter writer = LibraryWriter.open(folder, ofTexts())) {
            for (int i = 0; i < count; i++) {
                writer.put(Item.of("text-" + i, "Title " + i, text(random))
                        .withTopics(List.of(i % 2 == 0 ? "even" : "odd")));
            }
            writer.commit();
        }
        return folder;
    }

    static String text(SplittableRandom random) {
        return IntStream.range(0, 5).mapToObj(i -> "w" + random.nextInt(WORDS)).collect(Collectors.joining(" "));
    }

    /** Vectors of 60 numbers, with the ids 0, 1, ... */
    static Path vectors(Path folder, int count) {
        SplittableRandom random = new SplittableRandom(3);
        try (LibraryWriter writer = LibraryWriter.open(folder, ofNumbers())) {
            for (int i = 0; i < count; i++) {
                writer.put(Item.of("" + i, "", "").withValues(vector(random)));
            }
            writer.commit();
        }
        return folder;
    }

    static float[] vector(SplittableRandom random) {
        float[] vector = new float[WORDS];
        for (int i = 0; i < WORDS; i++) {
            vector[i] = (float) random.nextDouble();
        }
        return vector;
    }
}
