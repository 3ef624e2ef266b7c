package hourglass.server.browser;

import hourglass.data.Dataset;
import hourglass.data.ImageShape;
import hourglass.data.Rows;
import hourglass.data.generated.PenDigits;
import hourglass.library.Item;
import hourglass.library.LibraryWriter;
import hourglass.library.SemanticHashing;
import hourglass.persistence.FittedModel;
import hourglass.picture.Png;
import hourglass.picture.TileLayout;
import hourglass.picture.Tiles;
import hourglass.text.Corpus;
import hourglass.text.Document;
import hourglass.text.GeneratedDocuments;
import hourglass.train.AutoencoderTrainer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Libraries to look at. */
final class Samples {
    /** A title, a text and a topic as an attacker would choose them. */
    static final String SCRIPT =
            "<script>document.title='stolen'</script><img src=x onerror=\"document.title='stolen'\">";

    static final int BITS = 24;

    static final int COLUMNS = 16;

    private static final ImageShape SHAPE = new ImageShape(28, 28, 1);

    private Samples() {}

    /** Digits with their classes as topics; one is written twice, and one is called by a script. */
    static Path digits(Path folder, int count, int epochs) {
        Dataset digits = PenDigits.of(count, 1);
        FittedModel bare = AutoencoderTrainer.builder(200, BITS)
                .epochs(epochs)
                .batchSize(50)
                .build()
                .fit(digits);
        FittedModel model = bare.binarized(digits.rows());
        float[] values = digits.rows().toArray();
        try (LibraryWriter writer = LibraryWriter.open(folder, model)) {
            for (int row = 0; row < count; row++) {
                writer.put(digit(digits, values, row, "digit/" + row, row == 3 ? SCRIPT : "Digit " + row));
            }
            writer.put(digit(digits, values, 0, "digit/copy", "Copy of digit 0"));
            writer.commit();
        }
        return folder;
    }

    /** A model of digits without a library. */
    static Path model(Path file) {
        AutoencoderTrainer.builder(BITS)
                .epochs(1)
                .batchSize(50)
                .build()
                .fit(PenDigits.of(200, 1))
                .save(file);
        return file;
    }

    private static Item digit(Dataset digits, float[] values, int row, String id, String title) {
        float[] pixels = Arrays.copyOfRange(values, row * SHAPE.size(), (row + 1) * SHAPE.size());
        return Item.of(id, title, "")
                .withTopics(List.of(digits.labels().nameOf(row)))
                .withFields(Map.of("writer", row % 2 == 0 ? "even" : "odd"))
                .withValues(pixels)
                .withThumbnail(Png.encode(Tiles.of(pixels, SHAPE, TileLayout.ofPixels())));
    }

    /** Documents of several topics; one is a script through and through. */
    static Path documents(Path folder, int count, int epochs, int... layers) {
        List<Document> documents = new ArrayList<>(GeneratedDocuments.of(count, 1));
        documents.add(new Document(
                "script", SCRIPT, SCRIPT + " The captain steered the ship through the storm.", List.of("sea")));
        FittedModel model =
                SemanticHashing.builder(layers).epochs(epochs).build().fit(Corpus.of("documents", documents));
        try (LibraryWriter writer = LibraryWriter.open(folder, model)) {
            documents.forEach(document -> writer.put(Item.of(document)));
            writer.commit();
        }
        return folder;
    }

    /** Rows of numbers around the middles of ten topics, by a model that has hardly learnt anything. */
    static Path numbers(Path folder, int count) {
        int topics = 10;
        float[] values = new float[count * COLUMNS];
        Random random = new Random(1);
        for (int i = 0; i < values.length; i++) {
            int topic = i / COLUMNS % topics;
            values[i] = (float) random.nextGaussian() + (i % COLUMNS == topic ? 6 : 0);
        }
        Rows learnt = Rows.of(values, COLUMNS).slice(0, Math.min(count, 1000));
        FittedModel model = AutoencoderTrainer.builder(BITS)
                .epochs(1)
                .batchSize(100)
                .build()
                .fit(learnt)
                .binarized(learnt);
        try (LibraryWriter writer = LibraryWriter.open(folder, model)) {
            for (int row = 0; row < count; row++) {
                writer.put(Item.of("row/" + row, "Row " + row, "")
                        .withTopics(List.of("topic " + row % topics))
                        .withValues(Arrays.copyOfRange(values, row * COLUMNS, (row + 1) * COLUMNS)));
            }
            writer.commit();
        }
        return folder;
    }
}
