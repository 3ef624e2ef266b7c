package hourglass.cli.output;

import hourglass.codes.BinaryCodes;
import hourglass.codes.Thresholds;
import hourglass.data.Dataset;
import hourglass.data.ImageShape;
import hourglass.data.InputException;
import hourglass.data.Labels;
import hourglass.data.file.AtomicFile;
import hourglass.data.file.Csv;
import hourglass.data.file.Idx;
import hourglass.data.file.Npy;
import hourglass.data.file.RowTexts;
import hourglass.data.file.RowWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A file or folder that rows go to, in the format of its extension.
 *
 * @param path as given
 * @param format whatever its name, or null for that of its extension
 */
public record OutputFile(Path path, @Nullable Format format) {
    public static final String NUMBERS = ".npy, .csv or .jsonl, or - for standard output";
    public static final String CODES = ".npy, .csv, .jsonl or .codes (binary codes), or - for standard output";
    public static final String ITEMS =
            ".npy, .csv, .jsonl, .png (one picture of many) or a folder (a .png each), or - for standard output";
    public static final String DATA =
            ".npy, .csv, .jsonl, .idx.gz, .png (one picture of many) or a folder (a .png each), or - for standard output";

    /** Formats that any file may be written in. */
    public enum Format {
        CSV(Form.CSV),
        NPY(Form.NPY),
        JSONL(Form.JSON_LINES);

        private final Form form;

        Format(Form form) {
            this.form = form;
        }
    }

    private enum Form {
        NPY,
        CSV,
        JSON_LINES,
        BITS,
        IDX,
        SHEET,
        FOLDER
    }

    private Form form() {
        String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
        if (format != null) {
            return format.form;
        }
        if (AtomicFile.isSpecial(path)) {
            return Form.CSV;
        }
        if (Files.isDirectory(path) || !name.contains(".")) {
            return name.endsWith("-ubyte") ? Form.IDX : Form.FOLDER;
        }
        if (name.endsWith(".npy")) {
            return Form.NPY;
        }
        if (name.endsWith(".csv")) {
            return Form.CSV;
        }
        if (name.endsWith(".jsonl")) {
            return Form.JSON_LINES;
        }
        if (name.endsWith(".codes")) {
            return Form.BITS;
        }
        if (name.endsWith(".png")) {
            return Form.SHEET;
        }
        if (name.matches(".*idx([0-9]|[0-9]-ubyte)?(\\.gz)?")) {
            return Form.IDX;
        }
        throw unknown(DATA);
    }

    /** Adds the file to those of a command; a folder must be new or empty, which is checked when it is begun. */
    public OutputTargets addTo(OutputTargets targets) {
        return switch (form()) {
            case NPY -> targets.writing(path, Content.ARRAY);
            case CSV -> targets.writing(path, Content.TABLE);
            case JSON_LINES -> targets.writing(path, Content.JSON_LINES);
            case BITS -> targets.writing(path, Content.CODES);
            case IDX -> targets.writing(path, Content.IDX);
            case SHEET -> targets.writing(path, Content.PICTURE);
            case FOLDER -> targets;
        };
    }

    /** Adds the file of ids beside it, if a data set that has them needs one. */
    public OutputTargets addIdsTo(OutputTargets targets) {
        return hasIdsBeside() ? targets.writing(idsBeside(), Content.IDS) : targets;
    }

    /** Adds the file of classes beside it, if a data set that has them needs one. */
    public OutputTargets addLabelsTo(OutputTargets targets) {
        return hasLabelsBeside() ? targets.writing(Idx.labelsBeside(path), Content.IDX) : targets;
    }

    private boolean hasLabelsBeside() {
        return (form() == Form.IDX || form() == Form.NPY) && !AtomicFile.isSpecial(path);
    }

    /** Whether the form has places for texts beside numbers. */
    public boolean hasTexts() {
        return form() == Form.CSV || form() == Form.JSON_LINES;
    }

    /** Whether this is one picture of many images. */
    public boolean isSheet() {
        return form() == Form.SHEET;
    }

    /**
     * Begins to write codes.
     *
     * @param data of which they are the codes
     * @param thresholds make them binary; null where they can't be
     */
    public RowWriter codes(List<String> names, Dataset data, @Nullable Thresholds thresholds) {
        RowTexts ids = RowTexts.ids(data.ids());
        return form() == Form.BITS
                ? withIdsBeside(new BinaryCodeWriter(path, required(thresholds)), ids)
                : numbers(names, ids, RowTexts.labels(data.labels()), CODES);
    }

    /** Begins to write numbers about items. */
    public RowWriter numbers(List<String> names, RowTexts before, RowTexts after) {
        return numbers(names, before, after, NUMBERS);
    }

    private RowWriter numbers(List<String> names, RowTexts before, RowTexts after, String known) {
        return switch (form()) {
            case NPY -> withIdsBeside(Npy.writer(path, names.size()), before);
            case CSV -> Csv.writer(path, names.size(), names, before, after);
            case JSON_LINES -> new JsonLinesWriter(path, names.size(), names, before, after);
            default -> throw unknown(known);
        };
    }

    /** Begins to write items, as numbers or, if they make images, as pictures; what they are made of may have ids. */
    public RowWriter items(
            int columns, List<String> names, List<String> ids, @Nullable Labels labels, @Nullable ImageShape shape) {
        RowTexts before = RowTexts.ids(ids);
        return switch (form()) {
            case NPY -> withIdsBeside(Npy.writer(path, columns), before);
            case CSV ->
                Csv.writer(
                        path, columns, ids.isEmpty() ? names : given(names, columns), before, RowTexts.labels(labels));
            case JSON_LINES -> new JsonLinesWriter(path, columns, names, before, RowTexts.labels(labels));
            case SHEET -> new SheetWriter(path, required(shape));
            case FOLDER -> new PictureFolderWriter(path, required(shape), ids, labels);
            case IDX, BITS -> throw unknown(ITEMS);
        };
    }

    /** A column of ids is recognised by its name, so the others need names as well. */
    private static List<String> given(List<String> names, int columns) {
        return names.isEmpty()
                ? IntStream.range(0, columns)
                        .mapToObj(column -> "value" + column)
                        .toList()
                : names;
    }

    /** Whether the form has no place for ids, which are then written beside it. */
    private boolean hasIdsBeside() {
        return (form() == Form.NPY || form() == Form.BITS) && !AtomicFile.isSpecial(path);
    }

    private Path idsBeside() {
        return OutputTargets.beside(path, "-ids.csv");
    }

    private RowWriter withIdsBeside(RowWriter writer, RowTexts ids) {
        return ids.names().isEmpty() || !hasIdsBeside() ? writer : new IdsBeside(writer, idsBeside(), ids);
    }

    /** Writes all of a data set, with its classes in a file beside where the form has no place for them. */
    public void write(Dataset data, Conversion conversion) {
        if (form() == Form.IDX) {
            Idx.write(path, data.rows(), required(data.imageShape()));
        } else {
            try (RowWriter writer =
                    items(data.rows().columns(), data.columnNames(), data.ids(), data.labels(), data.imageShape())) {
                conversion.run(data.rows(), UnaryOperator.identity(), writer);
            }
        }
        if (data.labels() != null && hasLabelsBeside()) {
            Idx.writeLabels(Idx.labelsBeside(path), data.labels());
        }
    }

    private Thresholds required(@Nullable Thresholds thresholds) {
        if (thresholds == null) {
            throw new InputException(
                    path.toString(),
                    "",
                    "is for binary codes, but the model does not say how its codes become such",
                    "train it again, with a code of at most %d units".formatted(BinaryCodes.MAX_BITS));
        }
        return thresholds;
    }

    private ImageShape required(@Nullable ImageShape shape) {
        if (shape == null) {
            throw new InputException(
                    path.toString(), "", "is for images, but the rows make none", "end its name in .npy or .csv");
        }
        return shape;
    }

    private InputException unknown(String known) {
        return new InputException(path.toString(), "", "unknown file extension", "use " + known);
    }
}
