package hourglass.cli.option;

import hourglass.cli.help.Advanced;
import hourglass.cli.help.Group;
import hourglass.cli.help.Heading;
import hourglass.cli.terminal.PrintableText;
import hourglass.data.Dataset;
import hourglass.data.ImageShape;
import hourglass.data.InputException;
import hourglass.data.file.Datasets;
import hourglass.data.file.ReadOptions;
import hourglass.data.file.ReadOptions.ImageSize;
import hourglass.data.file.Split;
import hourglass.data.table.EncodedTable;
import hourglass.data.table.Table;
import hourglass.data.table.TableEncoding;
import hourglass.embedding.VectorEncoder;
import hourglass.persistence.FittedModel;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** How data are read. */
@Group(Heading.DATA)
public final class ReadingOptions {
    private static final String NO_LABELS = "none";

    @Advanced
    @Option(
            names = "--split",
            paramLabel = "PART",
            description = "Part to read, train or test, of data with both parts (default: train).")
    private @Nullable Split split;

    @Advanced
    @Option(
            names = "--image-size",
            paramLabel = "SIZE",
            converter = SizeConverter.class,
            description = "Size of images, such as 32 or 32x24 (height x width).")
    private @Nullable ImageSize imageSize;

    @Advanced
    @Option(
            names = {"--color", "--colour"},
            negatable = true,
            description = "Read the images of a folder in color (default: if one of them is in color).")
    private @Nullable Boolean colour;

    @Advanced
    @Option(names = "--skip-broken", description = "Pass over files of a folder that cannot be decoded, with a note.")
    private boolean skipBroken;

    @Option(
            names = "--labels",
            paramLabel = "COLUMN",
            defaultValue = NO_LABELS,
            description = "Column of a CSV or Parquet file with the class (default: none).")
    private String labels;

    @Mixin
    private TableOptions table;

    @Mixin
    private VectorOptions vectors;

    @Advanced
    @Option(
            names = "--white",
            paramLabel = "NUMBER",
            description = "Value in the file that becomes 1 (default: 255 for bytes, else 1).")
    private @Nullable Float white;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    /** Opens a CSV file as a table, which may hold categories and miss values. */
    public Table openTable(Path path) {
        return table.open(path);
    }

    /** A table as rows by the encoding that suits it, without its columns of classes and ids and others that are left out. */
    public EncodedTable encode(Table opened, List<String> ignored) {
        List<String> leftOut = new ArrayList<>(ignored);
        if (vectors.idColumn() != null) {
            leftOut.add(vectors.idColumn());
        }
        return EncodedTable.of(opened, labelColumn(), leftOut);
    }

    private Dataset openTable(Path path, TableEncoding encoding) {
        if (white != null) {
            throw new InputException("--white", "", "is not for a model of tables", "leave it out");
        }
        Table opened = openTable(path);
        Dataset data = EncodedTable.of(opened, encoding, labelColumn()).data();
        for (String note : opened.notes()) {
            data = data.withNote(note);
        }
        return shaped(vectors.withIds(data, opened, encoding));
    }

    /** The part to read, where there are parts. */
    Split split() {
        return split == null ? Split.TRAIN : split;
    }

    /** The same, or null if it is not given. */
    @Nullable
    public Split givenSplit() {
        return split;
    }

    /**
     * Refuses options for rows of vectors.
     *
     * @throws InputException if one is given
     */
    public void requireNoVectorOptions() {
        vectors.requireUnused();
    }

    /** The column that holds the class, or null. */
    @Nullable
    public String labelColumn() {
        return options().labelColumn();
    }

    /** Opens data. */
    public Dataset open(Path path) {
        return shaped(vectors.open(path, options()));
    }

    /** Opens data for an encoder: a folder of images at the size that it takes, unless other options were given. */
    public Dataset open(Path path, VectorEncoder encoder) {
        VectorEncoder.Images images = encoder.images();
        ReadOptions options = options();
        if (images != null && Files.isDirectory(path)) {
            boolean sized = imageSize == null && images.height() > 0 && images.width() > 0;
            options = sized ? options.withImageSize(images.height(), images.width()) : options;
            options = colour == null ? options.withColour(images.channels() == 3) : options;
        }
        return shaped(vectors.open(path, options));
    }

    /** Opens data for a model of numbers as its training data were opened, unless other options were given. */
    public Dataset open(Path path, FittedModel saved) {
        if (saved.table() != null) {
            return openTable(path, saved.table());
        }
        return open(path, saved, options());
    }

    /** Options of a model with what it has to know to open other data as those that it was fitted to. */
    public Map<String, Object> remembered(Map<String, Object> options) {
        Map<String, Object> all = new LinkedHashMap<>(options);
        if (white != null) {
            all.put("white", white);
        }
        return all;
    }

    /** Opens the test part of such data for a model. */
    public Dataset openTestPart(Path path, FittedModel saved) {
        return open(path, saved, options().withSplit(Split.TEST));
    }

    private Dataset open(Path path, FittedModel saved, ReadOptions given) {
        ImageShape trained = saved.data().imageShape();
        Float trainedWhite = saved.fit().options().get("white") instanceof Number number ? number.floatValue() : null;
        ReadOptions options =
                given.withColumns(saved.data().firstColumn(), saved.bareModel().visible());
        if (trained != null && Files.isDirectory(path)) {
            options = imageSize == null ? options.withImageSize(trained.height(), trained.width()) : options;
            options = colour == null ? options.withColour(trained.channels() == 3) : options;
        }
        if (trainedWhite != null && white == null) {
            options = options.withWhite(trainedWhite);
        }
        Dataset data = shaped(vectors.open(path, options));
        saved.requireLike(data);
        return data;
    }

    /** Opens the test part of a folder whose training part has images of a shape, if any. */
    public Dataset openTestPart(Path path, @Nullable ImageShape trained) {
        ReadOptions options = options().withSplit(Split.TEST);
        return shaped(vectors.open(
                path,
                trained == null
                        ? options
                        : options.withImageSize(trained.height(), trained.width())
                                .withColour(trained.channels() == 3)));
    }

    /** Rows of numbers as images of the size given; what is to be noted about their reading goes to the error stream. */
    private Dataset shaped(Dataset data) {
        PrintWriter err = command.commandLine().getErr();
        data.notes().forEach(note -> err.println("hourglass: note: " + PrintableText.line(note)));
        err.flush();
        if (imageSize == null || data.imageShape() != null) {
            return data;
        }
        int columns = data.rows().columns();
        int pixels = imageSize.height() * imageSize.width();
        if (columns != pixels && columns != 3 * pixels) {
            throw new InputException(
                    "--image-size",
                    "%dx%d".formatted(imageSize.height(), imageSize.width()),
                    "the %d columns of %s are not the %d pixels of such an image, in grey or colour"
                            .formatted(columns, data.name(), pixels),
                    "give the size that the rows have");
        }
        ImageShape shape = new ImageShape(imageSize.height(), imageSize.width(), columns / pixels);
        return data.withImageShape(shape);
    }

    /** Whether there is a test part beside the part that is read. */
    public boolean hasOtherTestPart(Path path) {
        return split() == Split.TRAIN && Datasets.hasTestPart(path);
    }

    private ReadOptions options() {
        if (white != null && !(white > 0 && Float.isFinite(white))) {
            throw new InputException("--white", "", "cannot be " + white, "give a finite number above 0");
        }
        return new ReadOptions(
                split(),
                imageSize,
                colour,
                table.header(),
                labels.equals(NO_LABELS) ? null : labels,
                vectors.idColumn(),
                white,
                null,
                skipBroken,
                table.csv());
    }

    /** Reads 32 and 32x24. */
    static final class SizeConverter implements ITypeConverter<ImageSize> {
        @Override
        public ImageSize convert(String text) {
            if (!text.matches("[1-9][0-9]{0,4}(x[1-9][0-9]{0,4})?")) {
                throw new TypeConversionException(
                        "'%s' is not a size; give 32, or HEIGHTxWIDTH such as 32x24".formatted(text));
            }
            String[] sides = text.split("x");
            return new ImageSize(Integer.parseInt(sides[0]), Integer.parseInt(sides[sides.length - 1]));
        }
    }
}
