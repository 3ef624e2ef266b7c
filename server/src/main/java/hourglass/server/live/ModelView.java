package hourglass.server.live;

import hourglass.data.Dataset;
import hourglass.data.ImageShape;
import hourglass.data.Rows;
import hourglass.data.Summary;
import hourglass.data.TextEncoding;
import hourglass.matrix.ThreadTeam;
import hourglass.model.Model;
import hourglass.persistence.FittedModel;
import hourglass.picture.Contrast;
import hourglass.picture.Filters;
import hourglass.picture.Png;
import hourglass.picture.TileLayout;
import hourglass.picture.Tiles;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Shows models that are fitted to data: their filters, and what they make of some of the rows, always the same. */
final class ModelView {
    private static final int ROWS = 10;
    private static final int FILTERS = 64;
    private static final int TABLE_COLUMNS = 8;
    private static final int WORDS = 6;
    /** What a row of small pictures is magnified to, in pixels. */
    private static final int PICTURE_SIDE = 56;

    private final @Nullable ImageShape shape;
    private final @Nullable TextEncoding text;
    private final List<String> columns;
    private final Rows rows;
    private final Contrast contrast;
    /** Of one thread, so that it leaves the others to the training. */
    private final ThreadTeam alone = ThreadTeam.of(1);

    ModelView(Dataset data) {
        shape = data.imageShape();
        text = data.text();
        columns = data.columnNames();
        Rows all = data.rows();
        rows = Rows.of(all.select(all.evenRows(ROWS)).toArray(), all.columns());
        contrast = Summary.areFractions(rows) ? Contrast.UNIT : Contrast.OWN_RANGE;
    }

    /**
     * What a model looks like.
     *
     * @param after which stage and epoch, in words
     */
    Event.View of(FittedModel model, String after) {
        return new Event.View(after, filters(model), reconstructions(model));
    }

    private Event.@Nullable Filters filters(FittedModel model) {
        Model bare = model.bareModel();
        if (shape == null) {
            return null;
        }
        int units = Filters.units(bare);
        Event.Picture picture = picture(Filters.inOrder(bare, shape, FILTERS));
        return new Event.Filters(picture, Math.min(FILTERS, units), units, Filters.mixComponents(bare));
    }

    private Event.@Nullable Reconstructions reconstructions(FittedModel model) {
        if (model.encoderDecoder().isEmpty()) {
            return null;
        }
        float[] made = model.reconstruct(rows, alone).values();
        return shape == null
                ? new Event.Reconstructions(null, text == null ? numbers(made) : words(made, text))
                : new Event.Reconstructions(picture(pictures(made, shape)), null);
    }

    private BufferedImage pictures(float[] made, ImageShape image) {
        float[] all = new float[2 * made.length];
        System.arraycopy(rows.toArray(), 0, all, 0, made.length);
        System.arraycopy(made, 0, all, made.length, made.length);
        TileLayout layout = TileLayout.ofImages()
                .withColumns(rows.count())
                .withMagnification(magnification(image))
                .withContrast(contrast);
        return Tiles.of(all, image, layout);
    }

    private static int magnification(ImageShape shape) {
        return Math.max(1, PICTURE_SIDE / Math.max(shape.height(), shape.width()));
    }

    private static Event.Picture picture(BufferedImage image) {
        return new Event.Picture(
                "data:image/png;base64," + Base64.getEncoder().encodeToString(Png.encode(image)),
                image.getWidth(),
                image.getHeight());
    }

    private Event.Table numbers(float[] made) {
        int shown = Math.min(TABLE_COLUMNS, rows.columns());
        List<String> names = columns.isEmpty()
                ? IntStream.rangeClosed(1, shown).mapToObj(i -> "column " + i).toList()
                : columns.subList(0, shown);
        return new Event.Table(names, rows.columns(), formatted(rows.toArray(), shown), formatted(made, shown));
    }

    private List<List<String>> formatted(float[] values, int shown) {
        List<List<String>> table = new ArrayList<>();
        for (int at = 0; at < values.length; at += rows.columns()) {
            table.add(IntStream.range(at, at + shown)
                    .mapToObj(i -> String.format(Locale.ROOT, "%.4g", values[i]))
                    .toList());
        }
        return table;
    }

    private Event.Table words(float[] made, TextEncoding encoding) {
        return new Event.Table(List.of(), rows.columns(), topWords(rows.toArray(), encoding), topWords(made, encoding));
    }

    /** The words with the largest values of each row, the largest first. */
    private static List<List<String>> topWords(float[] values, TextEncoding encoding) {
        int columns = encoding.words().size();
        List<List<String>> table = new ArrayList<>();
        for (int at = 0; at < values.length; at += columns) {
            int from = at;
            table.add(IntStream.range(0, columns)
                    .filter(i -> values[from + i] > 0)
                    .boxed()
                    .sorted(Comparator.comparingDouble(i -> -values[from + i]))
                    .limit(WORDS)
                    .map(encoding.words()::get)
                    .toList());
        }
        return table;
    }
}
