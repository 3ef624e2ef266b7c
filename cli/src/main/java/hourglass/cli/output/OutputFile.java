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
import hourglass.data.file.RowWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
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

    /** Adds the file of classes beside it, if a data set that has them needs one. */
    public OutputTargets addLabelsTo(OutputTargets targets) {
        return hasLabelsBeside() ? targets.writing(Idx.labelsBeside(path), Content.IDX) : targets;
    }

    private boolean hasLabelsBeside() {
        return (form() == Form.IDX || form() == Form.NPY) && !AtomicFile.isSpecial(path);
    }

    /** Whether this is one picture of many images. */
    public boolean isSheet() {
        return form() == Form.SHEET;
    }

    /**
     * Begins to write codes.
     *
     * @param thresholds make them binary; null where they can't be
     */
    public RowWriter codes(List<String> names, @Nullable Labels labels, @Nullable Thresholds thresholds) {
        return form() == Form.BITS ? new BinaryCodeWriter(path, required(thresholds)) : numbers(names, labels, CODES);
    }

    /** Begins to write numbers about items. */
    public RowWriter numbers(List<String> names, @Nullable Labels labels) {
        return numbers(names, labels, NUMBERS);
    }

    private RowWriter numbers(List<String> names, @Nullable Labels labels, String known) {
        return switch (form()) {
            case NPY -> Npy.writer(path, names.size());
            case CSV -> Csv.writer(path, names.size(), names, labels);
            case JSON_LINES -> new JsonLinesWriter(path, names.size(), names, labels);
            default -> throw unknown(known);
        };
    }

    /** Begins to write items, as numbers or, if they make images, as pictures. */
    public RowWriter items(int columns, List<String> names, @Nullable Labels labels, @Nullable ImageShape shape) {
        return switch (form()) {
            case NPY -> Npy.writer(path, columns);
            case CSV -> Csv.writer(path, columns, names, labels);
            case JSON_LINES -> new JsonLinesWriter(path, columns, names, labels);
            case SHEET -> new SheetWriter(path, required(shape));
            case FOLDER -> new PictureFolderWriter(path, required(shape), labels);
            case IDX, BITS -> throw unknown(ITEMS);
        };
    }

    /** Writes all of a data set, with its classes in a file beside where the form has no place for them. */
    public void write(Dataset data, Conversion conversion) {
        if (form() == Form.IDX) {
            Idx.write(path, data.rows(), required(data.imageShape()));
        } else {
            try (RowWriter writer =
                    items(data.rows().columns(), data.columnNames(), data.labels(), data.imageShape())) {
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
