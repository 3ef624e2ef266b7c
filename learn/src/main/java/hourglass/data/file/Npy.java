package hourglass.data.file;

import hourglass.data.Dataset;
import hourglass.data.ImageShape;
import hourglass.data.InputException;
import hourglass.data.LabelIndex;
import hourglass.data.Rows;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
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

    /** The longest text of a label, in characters. */
    private static final int LONGEST_LABEL = 1 << 16;

    /** So many rows show whether floats can distinguish the numbers of a column. */
    private static final int BLUR_ROWS = 1000;
    /** Numbers that span fewer steps of a float lose what is between them. */
    private static final int LEAST_STEPS = 1000;
    /** Up to here every whole number is a float. */
    private static final float EXACT = 1 << 24;

    private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*'([<>|=]?)([A-Za-z])([0-9]{0,5})[^']*'");
    private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([0-9L, ]*)\\)");

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
            Rows rows = header.rows(source, options.whiteOf(header.element(source)));
            int[] item =
                    Arrays.stream(shape).skip(1).mapToInt(size -> (int) size).toArray();
            ImageShape images = ImageShape.ofDimensions(item);
            Dataset data = LabelsFile.label(new Dataset(path.toString(), rows, List.of(), null, images), path);
            String blurred = header.element(source).isWiderThanFloat() ? blurred(rows) : "";
            return blurred.isEmpty() ? data : data.withNote(path + ": " + blurred);
        }
    }

    /** Which columns hold numbers that floats cannot distinguish, as far as some rows show; else empty. */
    private static String blurred(Rows rows) {
        float[] row = new float[rows.columns()];
        float[] lowest = new float[rows.columns()];
        float[] highest = new float[rows.columns()];
        Arrays.fill(lowest, Float.POSITIVE_INFINITY);
        Arrays.fill(highest, Float.NEGATIVE_INFINITY);
        for (int one : rows.evenRows(BLUR_ROWS)) {
            rows.read(one, row, 0);
            for (int column = 0; column < row.length; column++) {
                lowest[column] = Math.min(lowest[column], row[column]);
                highest[column] = Math.max(highest[column], row[column]);
            }
        }
        int[] columns = IntStream.range(0, row.length)
                .filter(column -> {
                    float most = Math.max(Math.abs(lowest[column]), Math.abs(highest[column]));
                    float range = highest[column] - lowest[column];
                    return range < LEAST_STEPS * Math.ulp(most)
                            && (most >= EXACT || (range > 0 && lowest[column] != Math.rint(lowest[column])));
                })
                .toArray();
        return columns.length == 0
                ? ""
                : "column %d holds numbers near %s, of which 32-bit numbers keep steps of %s%s; subtract its mean before you save it"
                        .formatted(
                                columns[0],
                                lowest[columns[0]],
                                Math.ulp(lowest[columns[0]]),
                                columns.length == 1 ? "" : ", and so do %,d more".formatted(columns.length - 1));
    }

    /** One array that is an item as a whole. */
    record Item(long[] shape, float[] values) {}

    /**
     * Reads one item.
     *
     * @param options of which {@code white} counts
     */
    static Item item(Path path, ReadOptions options) {
        try (Source source = Source.open(path)) {
            Header header = header(source);
            long[] shape = header.shape;
            long[] single = new long[1 + shape.length];
            single[0] = 1;
            System.arraycopy(shape, 0, single, 1, shape.length);
            Header row = new Header(header.kind, header.width, header.order, header.columnMajor, single);
            return new Item(
                    shape,
                    row.rows(source, options.whiteOf(header.element(source))).toArray());
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

    /** One list of whole numbers or texts as classes; null if these are numbers that are not whole. */
    static @Nullable LabelIndex labels(Source source) {
        Header header = header(source);
        LabelsFile.requireOneARow(source, header.shape);
        return header.kind == 'U' || header.kind == 'S'
                ? texts(source, header)
                : LabelsFile.index(source, header.rows(source, 1));
    }

    /** Texts of one length, filled up with zeros: UTF-32 or bytes. */
    private static LabelIndex texts(Source source, Header header) {
        if (header.width < 1 || header.width > LONGEST_LABEL) {
            throw source.wrong("header", "labels of %d characters".formatted(header.width), "give shorter labels");
        }
        boolean bigEndian = header.order == ByteOrder.BIG_ENDIAN;
        Charset charset =
                header.kind == 'S' ? StandardCharsets.UTF_8 : Charset.forName(bigEndian ? "UTF-32BE" : "UTF-32LE");
        LabelIndex labels = new LabelIndex();
        for (long row = 0; row < header.shape[0]; row++) {
            byte[] text = source.bytes(header.kind == 'S' ? header.width : 4 * header.width);
            labels.add(new String(text, charset).replaceFirst("\0+$", ""));
        }
        return labels;
    }

    /**
     * What stands before the numbers.
     *
     * @param kind of the type, such as f for floating point
     * @param width of the type, in characters for texts, else in bytes
     */
    private record Header(char kind, int width, ByteOrder order, boolean columnMajor, long[] shape) {
        Element element(Source source) {
            Element element = element();
            if (element == null) {
                throw source.wrong(
                        "header",
                        "holds values of type %s%s, which cannot be read"
                                .formatted(kind, width == 0 ? "" : Integer.toString(width)),
                        "save numbers, such as array.astype('float32')");
            }
            return element;
        }

        Rows rows(Source source, float white) {
            return columnMajor
                    ? source.columnMajorRows(element(source), order, shape, white)
                    : source.rows(element(source), order, shape, white);
        }

        private @Nullable Element element() {
            return switch (kind + Integer.toString(width)) {
                case "u1" -> Element.U8;
                case "u2" -> Element.U16;
                case "u4" -> Element.U32;
                case "u8" -> Element.U64;
                case "i1", "b1" -> Element.I8;
                case "i2" -> Element.I16;
                case "i4" -> Element.I32;
                case "i8" -> Element.I64;
                case "f2" -> Element.F16;
                case "f4" -> Element.F32;
                case "f8" -> Element.F64;
                default -> null;
            };
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
        if (!type.find()) {
            throw source.wrong(
                    "header",
                    "%s has no type that can be read".formatted(header.strip()),
                    "save an array of numbers, such as array.astype('float32')");
        }
        if (!order.find()) {
            throw source.wrong(
                    "header", "%s has no order".formatted(header.strip()), "check whether the file is damaged");
        }
        long[] sizes = shape.find() ? sizes(shape.group(1)) : new long[0];
        if (sizes.length == 0) {
            throw source.wrong(
                    "header", "%s has no shape".formatted(header.strip()), "save an array of at least one dimension");
        }
        ByteOrder bytes = type.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        int width = type.group(3).isEmpty() ? 0 : Integer.parseInt(type.group(3));
        boolean columnMajor = order.group(1).equals("True") && sizes.length > 1;
        return new Header(type.group(2).charAt(0), width, bytes, columnMajor, sizes);
    }

    /** The sizes in a tuple such as {@code 60000, 784}, or {@code 60000L, 784L} of Python 2; none if one is not a number. */
    private static long[] sizes(String shape) {
        try {
            return Arrays.stream(shape.split(","))
                    .map(size -> size.strip().replaceFirst("(?<=[0-9])L$", ""))
                    .filter(size -> !size.isEmpty())
                    .mapToLong(Long::parseLong)
                    .toArray();
        } catch (NumberFormatException e) {
            return new long[0];
        }
    }
}
