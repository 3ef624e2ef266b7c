package hourglass.data.file;

import hourglass.data.Dataset;
import hourglass.data.ImageShape;
import hourglass.data.InputException;
import hourglass.data.LabelIndex;
import hourglass.data.Labels;
import hourglass.data.Rows;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * IDX files, the format of MNIST, plain or gzip: two zero bytes, the type of the numbers, the number of dimensions, the
 * size of each dimension, then the numbers, all big-endian.
 */
public final class Idx {
    static final int UNSIGNED_BYTE = 0x08;

    private Idx() {}

    /**
     * Reads rows, one for each index of the first dimension, and their classes from the {@link LabelsFile} beside, if
     * there is one.
     *
     * @param options of which {@code white} counts
     * @throws InputException if a file is not IDX, is damaged, or the two don't belong together
     */
    public static Dataset read(Path path, ReadOptions options) {
        return LabelsFile.label(rows(path, options), path);
    }

    /**
     * Reads rows and their classes from another file, IDX or npy.
     *
     * @param labels null for no classes
     */
    public static Dataset read(Path path, @Nullable Path labels, ReadOptions options) {
        Dataset data = rows(path, options);
        return labels == null
                ? data
                : data.withLabels(LabelsFile.require(labels, path, data.rows().count()));
    }

    private static Dataset rows(Path path, ReadOptions options) {
        try (Source source = Source.open(path)) {
            Header header = header(source);
            int[] sizes = header.sizes;
            if (sizes.length < 2) {
                throw source.wrong(
                        "byte 3",
                        "holds a list of %d numbers, not rows".formatted(sizes[0]),
                        "give the file of images; a file of labels beside it is found by itself");
            }
            Rows rows = header.rows(source, options.whiteOf(header.element));
            int[] item = Arrays.copyOfRange(sizes, 1, sizes.length);
            return new Dataset(path.toString(), rows, List.of(), null, ImageShape.ofDimensions(item));
        }
    }

    /**
     * Writes images as unsigned bytes, 0 for 0 and less, 255 for 1 and more; gzip if the name ends in {@code .gz}.
     *
     * @throws IllegalArgumentException if the rows are not of that shape
     */
    public static void write(Path path, Rows rows, ImageShape shape) {
        IdxWriter.write(path, rows, shape);
    }

    /** Where readers look for the classes of the rows in a file, IDX or npy; they may lie there unzipped, too. */
    public static Path labelsBeside(Path rows) {
        return rows.resolveSibling(LabelsFile.name(rows));
    }

    /**
     * Writes the class of each row as an unsigned byte: its name if all names are such numbers, else its number; gzip if the name ends in {@code .gz}.
     *
     * @throws IllegalArgumentException if there are more than 256 classes
     */
    public static void writeLabels(Path path, Labels labels) {
        IdxWriter.writeLabels(path, labels);
    }

    /** Whether a file starts like IDX. */
    static boolean matches(byte[] start) {
        return start.length >= 4
                && start[0] == 0
                && start[1] == 0
                && element(start[2]) != null
                && start[3] >= 1
                && start[3] <= 8;
    }

    /** One list of whole numbers as classes; null if some are not whole. */
    static @Nullable LabelIndex labels(Source source) {
        Header header = header(source);
        LabelsFile.requireOneARow(source, header.shape());
        return LabelsFile.index(source, header.rows(source, 1));
    }

    private record Header(Element element, int[] sizes) {
        Rows rows(Source source, float white) {
            return source.rows(element, ByteOrder.BIG_ENDIAN, shape(), white);
        }

        long[] shape() {
            return Arrays.stream(sizes).asLongStream().toArray();
        }
    }

    private static Header header(Source source) {
        byte[] start = source.bytes(4);
        Element element = element(start[2]);
        if (!matches(start) || element == null) {
            throw source.wrong(
                    "byte 0",
                    "starts with %02x %02x %02x %02x, but IDX with 00 00, a type from 08 to 0e, 1 to 8 dimensions"
                            .formatted(start[0], start[1], start[2], start[3]),
                    "give an IDX file");
        }
        ByteBuffer dimensions = ByteBuffer.wrap(source.bytes(4 * start[3]));
        int[] sizes = new int[start[3]];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = dimensions.getInt();
            if (sizes[i] < 1) {
                throw source.wrong(
                        "byte " + (4 + 4 * i),
                        "dimension %d has size %d, legal is 1 to %d".formatted(i, sizes[i], Integer.MAX_VALUE),
                        "check whether the file is empty or damaged");
            }
        }
        return new Header(element, sizes);
    }

    private static @Nullable Element element(int code) {
        return switch (code) {
            case UNSIGNED_BYTE -> Element.U8;
            case 0x09 -> Element.I8;
            case 0x0B -> Element.I16;
            case 0x0C -> Element.I32;
            case 0x0D -> Element.F32;
            case 0x0E -> Element.F64;
            default -> null;
        };
    }
}
