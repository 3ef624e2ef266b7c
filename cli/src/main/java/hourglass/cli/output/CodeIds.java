package hourglass.cli.output;

import hourglass.data.InputException;
import hourglass.data.file.ReadOptions;
import hourglass.data.table.Table;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** What the codes of a file are called: by the ids in the table beside it, {@code NAME-ids.csv}, or else by their numbers. */
public final class CodeIds {
    /** What follows the name of the file in that of the table. */
    public static final String SUFFIX = "-ids.csv";

    private CodeIds() {}

    /**
     * The ids of codes.
     *
     * @param count how many codes the file has
     * @throws InputException if the table has another number of ids
     */
    public static List<String> of(Path file, int count) {
        Path ids = OutputTargets.beside(file, SUFFIX);
        if (!Files.exists(ids)) {
            return IntStream.range(0, count).mapToObj(Integer::toString).toList();
        }
        Table table = Table.read(ids, ReadOptions.DEFAULT.withHeader(true));
        if (table.rows() != count) {
            throw new InputException(
                    ids.toString(),
                    "",
                    "has %,d ids, but %s has %,d codes".formatted(table.rows(), file, count),
                    "move the table away, or give the codes that it belongs to");
        }
        return IntStream.range(0, count).mapToObj(item -> table.value(item, 0)).toList();
    }
}
