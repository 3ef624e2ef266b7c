package hourglass.text;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;

/** How the files of a corpus hold documents. */
interface Format {
    /** The extensions of files that hold any number of documents, with columns or keys. */
    List<String> TABLES = List.of(".csv", ".tsv", ".jsonl", ".ndjson", ".json");

    /** Whether a file of this name holds any; others of the same corpus are left alone. */
    boolean isNameOfDocuments(String name);

    /**
     * Reads a file's documents, those of the part that is to be read.
     *
     * @throws hourglass.data.InputException if it is damaged
     */
    void read(String name, InputStream stream, Reading reading) throws IOException;

    /** Whether a file's name ends with one of these, perhaps with {@code .gz} after that, in small letters or capitals. */
    static boolean hasExtension(String name, List<String> extensions) {
        String small = name.toLowerCase(Locale.ROOT);
        String plain = small.endsWith(".gz") ? small.substring(0, small.length() - 3) : small;
        return extensions.stream().anyMatch(plain::endsWith);
    }
}
