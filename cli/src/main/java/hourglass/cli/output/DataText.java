package hourglass.cli.output;

import hourglass.data.ImageShape;
import hourglass.data.Labels;
import hourglass.data.Rows;
import hourglass.data.Summary;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Data in words. */
public final class DataText {
    private static final int MOST = 10;

    private DataText() {}

    /** Such as ", images of 28x28, grey". */
    public static String images(@Nullable ImageShape shape) {
        return shape == null
                ? ""
                : ", images of %dx%d, %s"
                        .formatted(shape.height(), shape.width(), shape.channels() == 1 ? "grey" : "colour");
    }

    /** Such as " (length, width)". */
    public static String names(List<String> names) {
        return names.isEmpty() ? "" : " (%s)".formatted(some(names));
    }

    /** Such as "10 classes: 0 (5923), 1 (6742)". */
    public static String classes(@Nullable Labels labels) {
        if (labels == null) {
            return "none";
        }
        int[] counts = counts(labels);
        List<String> classes = IntStream.range(0, counts.length)
                .mapToObj(i -> "%s (%d)".formatted(labels.names().get(i), counts[i]))
                .toList();
        return "%d classes: %s".formatted(counts.length, some(classes));
    }

    /**
     * Such as "3 of 1,200 values lie outside 0..1", with what to do if they are pixels; empty if all lie within.
     *
     * @param values their number
     */
    public static String outside(Summary summary, long values) {
        if (summary.outside() == 0) {
            return "";
        }
        boolean bytes = summary.least() >= 0 && summary.greatest() > 1 && summary.greatest() <= 255;
        return "%,d of %,d lie outside 0..1%s"
                .formatted(
                        summary.outside(),
                        values,
                        bytes && summary.greatest() > 50 ? "; if they are pixels of 0..255, give --white 255" : "");
    }

    /** The number of rows of each class. */
    public static int[] counts(Labels labels) {
        int[] counts = new int[labels.names().size()];
        for (int label : labels.classes()) {
            if (label != Rows.UNLABELLED) {
                counts[label]++;
            }
        }
        return counts;
    }

    private static String some(List<String> parts) {
        return some(parts, MOST);
    }

    /** The first parts of a list, and dots if there are more. */
    public static String some(List<String> parts, int most) {
        return parts.stream().limit(most).collect(Collectors.joining(", ")) + (parts.size() > most ? ", ..." : "");
    }
}
