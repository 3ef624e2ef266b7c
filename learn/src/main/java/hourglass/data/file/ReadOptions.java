package hourglass.data.file;

import java.util.function.Consumer;
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
 * @param white the number in the file that reads as 1, above 0, or null for 255 where numbers are bytes and 1 elsewhere
 * @param csv how a CSV file is written
 * @param notes is given what a reader had to assume, one sentence each
 */
public record ReadOptions(
        Split split,
        @Nullable ImageSize imageSize,
        @Nullable Boolean colour,
        @Nullable Boolean header,
        @Nullable String labelColumn,
        @Nullable Float white,
        CsvOptions csv,
        Consumer<String> notes) {
    public static final ReadOptions DEFAULT =
            new ReadOptions(Split.TRAIN, null, null, null, null, null, CsvOptions.DEFAULT, note -> {});

    /** In pixels, each side at least 1. */
    public record ImageSize(int height, int width) {
        public ImageSize {
            if (height < 1 || width < 1) {
                throw new IllegalArgumentException("an image is at least 1x1, not %dx%d".formatted(height, width));
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
    }

    public ReadOptions withSplit(Split split) {
        return new ReadOptions(split, imageSize, colour, header, labelColumn, white, csv, notes);
    }

    public ReadOptions withImageSize(int height, int width) {
        return new ReadOptions(split, new ImageSize(height, width), colour, header, labelColumn, white, csv, notes);
    }

    public ReadOptions withColour(boolean colour) {
        return new ReadOptions(split, imageSize, colour, header, labelColumn, white, csv, notes);
    }

    public ReadOptions withHeader(boolean header) {
        return new ReadOptions(split, imageSize, colour, header, labelColumn, white, csv, notes);
    }

    public ReadOptions withLabelColumn(String labelColumn) {
        return new ReadOptions(split, imageSize, colour, header, labelColumn, white, csv, notes);
    }

    public ReadOptions withWhite(float white) {
        return new ReadOptions(split, imageSize, colour, header, labelColumn, white, csv, notes);
    }

    public ReadOptions withCsv(CsvOptions csv) {
        return new ReadOptions(split, imageSize, colour, header, labelColumn, white, csv, notes);
    }

    public ReadOptions withNotes(Consumer<String> notes) {
        return new ReadOptions(split, imageSize, colour, header, labelColumn, white, csv, notes);
    }

    float whiteOf(Element element) {
        if (white != null) {
            return white;
        }
        return element == Element.U8 ? 255 : 1;
    }
}
