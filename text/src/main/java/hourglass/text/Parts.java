package hourglass.text;

import hourglass.data.file.Split;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What names of folders say of the documents in them: {@code train} and {@code test}, or names that end so (as in {@code
 * 20news-bydate-train}), are parts; those below, or all where there are no parts, are a topic. Files of many documents may be
 * parts, too ({@code train.csv}).
 */
record Parts(boolean present) {
    /** The part of a file; null for none. */
    @Nullable
    Split of(String name) {
        String[] path = name.split("/");
        int at = present ? partAt(path) : -1;
        if (at < 0) {
            return null;
        }
        return partOf(at < path.length - 1 ? path[at] : nameOfTable(path[at]));
    }

    /** The topic of a file, such as {@code alt.atheism} or, of nested folders, {@code sport/hockey}; none at the top. */
    List<String> topics(String name) {
        String[] path = name.split("/");
        int from = present ? partAt(path) + 1 : 0;
        List<String> folders = new ArrayList<>(List.of(path).subList(from, path.length - 1));
        return folders.isEmpty() ? List.of() : List.of(String.join("/", folders));
    }

    private static int partAt(String[] path) {
        for (int i = 0; i < path.length; i++) {
            String name = i < path.length - 1 ? path[i] : nameOfTable(path[i]);
            if (partOf(name) != null) {
                return i;
            }
        }
        return -1;
    }

    /** A file of many documents may be a part. */
    private static String nameOfTable(String file) {
        return Format.hasExtension(file, Format.TABLES) ? file.substring(0, file.indexOf('.')) : "";
    }

    private static @Nullable Split partOf(String folder) {
        if (endsInWord(folder, "train")) {
            return Split.TRAIN;
        }
        return endsInWord(folder, "test") ? Split.TEST : null;
    }

    private static boolean endsInWord(String name, String word) {
        int before = name.length() - word.length() - 1;
        return name.endsWith(word) && (before < 0 || "-_.".indexOf(name.charAt(before)) >= 0);
    }
}
