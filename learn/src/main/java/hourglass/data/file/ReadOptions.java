package hourglass.data.file;

import hourglass.data.csv.CsvOptions;
import org.jspecify.annotations.Nullable;

/**
 * How to read data from files. {@link #DEFAULT} suits most.
 *
 * @param split which part, where a folder holds a training and a test part
 * @param imageSize the size to which images from a folder are brought, or null where they all have one size
 * @param colour whether images from a folder are read in colour, or null for as the first of them is
 * @param header whether the first line of a CSV file holds the names of columns, or null to find out: it does if it
 *     holds anything but numbers
 * @param labelColumn the column of a CSV file that holds the class, by name or by number from 0, or null for none
 * @param idColumn the column of a CSV file that holds the ids of its rows, by name or by number from 0, or null for a first
 *     column {@code id} that does not hold numbers
 * @param white the number in the file that reads as 1, above 0, or null for 255 where numbers are bytes and 1 elsewhere
 * @param columns the columns of sparse rows, or null for those that occur in the file
 * @param skipBroken whether files of a folder that cannot be decoded are passed over with a note, not refused
 * @param csv how a CSV file is written
 */
public record ReadOptions(
        Split split,
        @Nullable ImageSize imageSize,
        @Nullable Boolean colour,
        @Nullable Boolean header,
        @Nullable String labelColumn,
        @Nullable String idColumn,
        @Nullable Float white,
        @Nullable Columns columns,
        boolean skipBroken,
        CsvOptions csv) {
    public static final ReadOptions DEFAULT =
            new ReadOptions(Split.TRAIN, null, null, null, null, null, null, null, false, CsvOptions.DEFAULT);

    /** In pixels, each side at least 1. */
    public record ImageSize(int height, int width) {
        public ImageSize {
            if (height < 1 || width < 1) {
                throw new IllegalArgumentException("an image is at least 1x1, not %dx%d".formatted(height, width));
            }
        }
    }

    /**
     * The columns of files that number them, such as those of a training part.
     *
     * @param first the number of the first, 0 or 1, or null for 0 where that occurs and else 1
     * @param count how many there are, at least 1
     */
    public record Columns(@Nullable Integer first, int count) {
        public Columns {
            if ((first != null && first != 0 && first != 1) || count < 1) {
                throw new IllegalArgumentException("%d columns from %s".formatted(count, first));
            }
        }
    }

    public ReadOptions {
        if (white != null && !(white > 0 && white < Float.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("white must be above 0 and finite, not " + white);
        }
        if (labelColumn != null && labelColumn.isBlank()) {
            throw new IllegalArgumentException("the name of the label column is empty");
        }
        if (idColumn != null && idColumn.isBlank()) {
            throw new IllegalArgumentException("the name of the column of ids is empty");
        }
    }

    public ReadOptions withSplit(Split split) {
        return new ReadOptions(
                split, imageSize, colour, header, labelColumn, idColumn, white, columns, skipBroken, csv);
    }

    public ReadOptions withImageSize(int height, int width) {
        return new ReadOptions(
                split,
                new ImageSize(height, width),
                colour,
                header,
                labelColumn,
                idColumn,
                white,
                columns,
                skipBroken,
                csv);
    }

    public ReadOptions withColour(boolean colour) {
        return new ReadOptions(
                split, imageSize, colour, header, labelColumn, idColumn, white, columns, skipBroken, csv);
    }

    public ReadOptions withHeader(boolean header) {
        return new ReadOptions(
                split, imageSize, colour, header, labelColumn, idColumn, white, columns, skipBroken, csv);
    }

    public ReadOptions withLabelColumn(String labelColumn) {
        return new ReadOptions(
                split, imageSize, colour, header, labelColumn, idColumn, white, columns, skipBroken, csv);
    }

    public ReadOptions withIdColumn(String idColumn) {
        return new ReadOptions(
                split, imageSize, colour, header, labelColumn, idColumn, white, columns, skipBroken, csv);
    }

    public ReadOptions withWhite(float white) {
        return new ReadOptions(
                split, imageSize, colour, header, labelColumn, idColumn, white, columns, skipBroken, csv);
    }

    public ReadOptions withColumns(@Nullable Integer first, int count) {
        return new ReadOptions(
                split,
                imageSize,
                colour,
                header,
                labelColumn,
                idColumn,
                white,
                new Columns(first, count),
                skipBroken,
                csv);
    }

    public ReadOptions withSkipBroken(boolean skipBroken) {
        return new ReadOptions(
                split, imageSize, colour, header, labelColumn, idColumn, white, columns, skipBroken, csv);
    }

    public ReadOptions withCsv(CsvOptions csv) {
        return new ReadOptions(
                split, imageSize, colour, header, labelColumn, idColumn, white, columns, skipBroken, csv);
    }

    float whiteOf(Element element) {
        if (white != null) {
            return white;
        }
        return element == Element.U8 ? 255 : 1;
    }
}
