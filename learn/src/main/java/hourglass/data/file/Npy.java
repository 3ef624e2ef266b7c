package hourglass.data.file;

import hourglass.data.Dataset;
import hourglass.data.ImageShape;
import hourglass.data.InputException;
import hourglass.data.LabelIndex;
import hourglass.data.Labels;
import hourglass.data.Rows;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The array files of NumPy, plain or gzip: a magic number, a version (1 to 3), the length of the header, the header as
 * a Python literal such as {@code {'descr': '<f4', 'fortran_order': False, 'shape': (60000, 28, 28)}}, then the
 * numbers.
 */
public final class Npy {
    static final int MAGIC_BYTES = 6;

    static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    /** Far longer than NumPy writes for arrays of numbers; a longer one is damaged. */
    private static final int LONGEST_HEADER = 1 << 16;

    /** From here on a float does not hold all whole numbers. */
    private static final int LARGEST_LABEL = 1 << 24;

    private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*'([<>|=])([biuf])([1248])'");
    private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([0-9, ]*)\\)");

    private Npy() {}

    /**
     * Reads rows, one for each index of the first dimension, and their classes from the {@link LabelsFile} beside, if
     * there is one. Rows of two dimensions are images, and so are rows of three of which the last is 1 or 3.
     *
     * @param options of which {@code white} counts
     * @throws InputException if the file is not npy, is damaged, or holds anything but finite numbers
     */
    public static Dataset read(Path path, ReadOptions options) {
        try (Source source = Source.open(path)) {
            Header header = header(source);
            long[] shape = header.shape;
            Rows rows = header.rows(source, options.whiteOf(header.element));
            Path labels = LabelsFile.beside(path);
            Labels classes = labels == null ? null : LabelsFile.read(labels, path, rows.count());
            int[] item =
                    Arrays.stream(shape).skip(1).mapToInt(size -> (int) size).toArray();
            return new Dataset(path.toString(), rows, List.of(), classes, ImageShape.ofDimensions(item));
        }
    }

    /** Begins a file of rows of {@code columns} little-endian floats, shape (rows, columns). */
    public static RowWriter writer(Path path, int columns) {
        return new NpyWriter(path, columns);
    }

    /** Writes all rows to one file. */
    public static void write(Path path, Rows rows) {
        try (RowWriter writer = writer(path, rows.columns())) {
            writer.append(rows);
            writer.commit();
        }
    }

    /** Whether a file starts like npy. */
    static boolean matches(byte[] start) {
        return start.length >= MAGIC_BYTES && Arrays.equals(start, 0, MAGIC_BYTES, MAGIC, 0, MAGIC_BYTES);
    }

    /** One list of whole numbers as classes. */
    static LabelIndex labels(Source source) {
        Header header = header(source);
        if (header.shape.length != 1 || header.element.canBeInfinite()) {
            throw source.wrong(
                    "",
                    "labels are whole numbers in one dimension, not %s of shape %s"
                            .formatted(header.element, Arrays.toString(header.shape)),
                    "give the file of labels");
        }
        Rows rows = header.rows(source, 1);
        LabelIndex labels = new LabelIndex();
        float[] value = new float[1];
        for (int row = 0; row < rows.count(); row++) {
            rows.read(row, value, 0);
            if (Math.abs(value[0]) >= LARGEST_LABEL) {
                throw source.wrong(
                        "row " + row,
                        "label %.0f is not within +-%d".formatted(value[0], LARGEST_LABEL),
                        "renumber them");
            }
            labels.add(Integer.toString((int) value[0]));
        }
        return labels;
    }

    private record Header(Element element, ByteOrder order, long[] shape) {
        Rows rows(Source source, float white) {
            return source.rows(element, order, shape, white);
        }
    }

    private static Header header(Source source) {
        byte[] start = source.bytes(MAGIC_BYTES + 2);
        int version = start[MAGIC_BYTES];
        if (!matches(start) || version < 1 || version > 3) {
            throw source.wrong(
                    "byte 0",
                    "does not start with 93 'NUMPY' and a version from 1 to 3",
                    "give a file written by numpy.save");
        }
        ByteBuffer length = ByteBuffer.wrap(source.bytes(version == 1 ? 2 : 4)).order(ByteOrder.LITTLE_ENDIAN);
        int bytes = version == 1 ? length.getShort() & 0xFFFF : length.getInt();
        if (bytes < 0 || bytes > LONGEST_HEADER) {
            throw source.wrong(
                    "byte 8",
                    "promises a header of %d bytes, legal is 0 to %d".formatted(bytes, LONGEST_HEADER),
                    "check whether the file is damaged");
        }
        return parse(source, new String(source.bytes(bytes), StandardCharsets.UTF_8));
    }

    private static Header parse(Source source, String header) {
        Matcher type = TYPE.matcher(header);
        Matcher order = ORDER.matcher(header);
        Matcher shape = SHAPE.matcher(header);
        Element element = type.find() ? element(type.group(2) + type.group(3)) : null;
        if (element == null) {
            throw source.wrong(
                    "header", "%s has no type that can be read".formatted(header.strip()), "save with dtype float32");
        }
        if (!order.find() || order.group(1).equals("True")) {
            throw source.wrong(
                    "header",
                    "the array is stored column by column",
                    "save numpy.ascontiguousarray(array), which is stored row by row");
        }
        long[] sizes = shape.find() ? sizes(shape.group(1)) : new long[0];
        if (sizes.length == 0) {
            throw source.wrong(
                    "header", "%s has no shape".formatted(header.strip()), "save an array of at least one dimension");
        }
        boolean bigEndian = type.group(1).equals(">");
        return new Header(element, bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN, sizes);
    }

    /** The sizes in a tuple such as {@code 60000, 784}, none if one of them is no number. */
    private static long[] sizes(String shape) {
        try {
            return Arrays.stream(shape.split(","))
                    .map(String::strip)
                    .filter(size -> !size.isEmpty())
                    .mapToLong(Long::parseLong)
                    .toArray();
        } catch (NumberFormatException e) {
            return new long[0];
        }
    }

    private static @Nullable Element element(String type) {
        return switch (type) {
            case "u1" -> Element.U8;
            case "i1", "b1" -> Element.I8;
            case "i2" -> Element.I16;
            case "i4" -> Element.I32;
            case "i8" -> Element.I64;
            case "f4" -> Element.F32;
            case "f8" -> Element.F64;
            default -> null;
        };
    }
}
