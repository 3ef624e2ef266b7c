package hourglass.cli.index;

import hourglass.cli.option.DocumentOptions;
import hourglass.cli.option.IdFile;
import hourglass.cli.option.ReadingOptions;
import hourglass.data.Dataset;
import hourglass.data.Labels;
import hourglass.data.Rows;
import hourglass.data.file.Datasets;
import hourglass.library.Item;
import hourglass.matrix.ThreadTeam;
import hourglass.parquet.Parquet;
import hourglass.parquet.ParquetTexts;
import hourglass.persistence.FittedModel;
import hourglass.picture.Png;
import hourglass.picture.TileLayout;
import hourglass.picture.Tiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Rows of numbers: vectors, images, or a table. */
final class RowSource implements ItemSource {
    private final Path path;
    private final ReadingOptions reading;
    private final DocumentOptions documents;
    private final NewModelOptions newModel;
    private final List<String> remarks = new ArrayList<>();

    /** The rows, once they are open. */
    private @Nullable Dataset data;

    RowSource(Path path, ReadingOptions reading, DocumentOptions documents, NewModelOptions newModel) {
        this.path = path;
        this.reading = reading;
        this.documents = documents;
        this.newModel = newModel;
    }

    /** Whether a path is data of which the rows are vectors, not documents. */
    static boolean matches(Path path) {
        return Parquet.matches(path) || Datasets.holdsNumbers(path);
    }

    @Override
    public FittedModel fit(ThreadTeam team) {
        Dataset rows = checked(reading.open(path));
        data = rows;
        NewHasher hasher = newModel.hasher();
        FittedModel fitted = hasher.fit(rows, team);
        remarks.addAll(hasher.remarks());
        return fitted.withOptions(reading.remembered(fitted.fit().options()));
    }

    private Dataset checked(Dataset rows) {
        IdFile.requireDistinct(rows.name(), "row", 0, rows.ids());
        if (rows.ids().isEmpty() && rows.columnNames().contains("id")) {
            remarks.add("column id is read as numbers like the others; --id-column id makes it the ids");
        }
        return rows;
    }

    @Override
    public long count(FittedModel model) {
        return open(model).rows().count();
    }

    private Dataset open(FittedModel model) {
        Dataset rows = data == null ? checked(reading.open(path, model)) : data;
        data = rows;
        return rows;
    }

    @Override
    public void forEach(FittedModel model, Consumer<Item> action) {
        Dataset rows = open(model);
        if (!Parquet.matches(path) || !Parquet.hasTexts(path, documents.textColumn())) {
            for (int row = 0; row < rows.rows().count(); row++) {
                action.accept(item(rows, row, ""));
            }
            return;
        }
        remarks.add("texts are read from column " + documents.textColumn());
        try (ParquetTexts texts = Parquet.texts(path, documents.textColumn())) {
            for (int row = 0; row < rows.rows().count(); row++) {
                action.accept(item(rows, row, texts.next()));
            }
        }
    }

    /** A row under its id, such as the path of its file, else under its number. */
    static Item item(Dataset data, int row, String text) {
        float[] values = new float[data.rows().columns()];
        data.rows().read(row, values, 0);
        String id = data.ids().isEmpty() ? Integer.toString(row) : data.ids().get(row);
        Item item = Item.of(id, "", text).withValues(values);
        if (data.imageShape() != null) {
            item = item.withThumbnail(Png.encode(Tiles.of(values, data.imageShape(), TileLayout.ofPixels())));
        }
        Labels labels = data.labels();
        return labels == null || labels.classes()[row] == Rows.UNLABELLED
                ? item
                : item.withTopics(List.of(labels.nameOf(row)));
    }

    @Override
    public List<String> remarks() {
        return remarks;
    }
}
