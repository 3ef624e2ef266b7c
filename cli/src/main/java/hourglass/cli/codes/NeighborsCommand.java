package hourglass.cli.codes;

import de.siegmar.fastcsv.writer.CsvWriter;
import hourglass.cli.help.Output;
import hourglass.cli.option.OutputOption;
import hourglass.cli.option.OverwriteOption;
import hourglass.cli.option.Range;
import hourglass.cli.option.ThreadOptions;
import hourglass.cli.output.CodeIds;
import hourglass.cli.output.Content;
import hourglass.cli.terminal.Console;
import hourglass.codes.BinaryCodes;
import hourglass.codes.BinaryCodesBuilder;
import hourglass.codes.HammingIndex;
import hourglass.codes.Neighbors;
import hourglass.data.InputException;
import hourglass.data.file.AtomicFile;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the nearest codes of each query, by an exact search. */
@Command(
        name = "neighbors",
        description = "Find the nearest binary codes of each query, exactly, among the codes of a file.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Files of codes are those that convert knows. Items are called by the ids in NAME-ids.csv beside their file, or"
                    + " by their numbers from 0.",
            "Example: hourglass neighbors items.codes --queries others.codes --top 5 -o neighbors.csv"
        })
public final class NeighborsCommand implements Runnable {
    /** So many queries are answered together. */
    private static final int BLOCK = 1 << 14;

    @Parameters(paramLabel = "CODES", description = "File of codes that are searched.")
    private Path input;

    @Mixin
    @Output("Table (.csv) with a line for each neighbour: query, neighbour, distance in bits.")
    private OutputOption output;

    @Mixin
    private OverwriteOption overwrite;

    @Option(
            names = "--queries",
            paramLabel = "FILE",
            description = "File of codes whose neighbours are searched for (default: each of CODES, without itself).")
    private @Nullable Path queriesPath;

    @Option(
            names = "--top",
            paramLabel = "K",
            defaultValue = "10",
            description = "Most neighbours of a query (default: ${DEFAULT-VALUE}).")
    private int top;

    @Option(
            names = "--radius",
            paramLabel = "R",
            description = "Largest distance of a neighbour in bits (default: unlimited).")
    private @Nullable Integer radius;

    @Mixin
    private CodeFileOptions files;

    @Mixin
    private ThreadOptions threads;

    @Mixin
    private Console console;

    /** The result as JSON. */
    private record Result(
            String codes, int count, int bits, int queries, long neighbors, double seconds, String output) {}

    @Override
    public void run() {
        new Range(1, 1_000_000).require("--top", top);
        overwrite
                .targets()
                .reading(queriesPath == null ? new Path[] {input} : new Path[] {input, queriesPath})
                .writing(output.path(), Content.TABLE)
                .check();
        BinaryCodes codes = files.read(input);
        BinaryCodes queries = queriesPath == null ? codes : files.read(queriesPath);
        if (queries.bits() != codes.bits()) {
            throw new InputException(
                    String.valueOf(queriesPath),
                    "",
                    "has codes of %d bits, but those of %s have %d".formatted(queries.bits(), input, codes.bits()),
                    "give codes of the same model");
        }
        int most = radius == null ? codes.bits() : radius;
        new Range(0, codes.bits()).require("--radius", most);
        long start = System.nanoTime();
        long found = write(codes, queries, most);
        double seconds = (System.nanoTime() - start) / 1e9;
        console.print(
                output.path(),
                new Result(
                        input.toString(),
                        codes.count(),
                        codes.bits(),
                        queries.count(),
                        found,
                        seconds,
                        output.path().toString()),
                "%,d neighbours of %,d queries among %,d codes of %,d bits in %s%ntime  %.1f s"
                        .formatted(found, queries.count(), codes.count(), codes.bits(), output.path(), seconds));
    }

    private long write(BinaryCodes codes, BinaryCodes queries, int most) {
        List<String> ids = CodeIds.of(input, codes.count());
        List<String> names = queriesPath == null ? ids : CodeIds.of(queriesPath, queries.count());
        HammingIndex index = HammingIndex.of(codes);
        long[] found = new long[1];
        AtomicFile.write(output.path(), stream -> {
            Writer text = new OutputStreamWriter(stream, StandardCharsets.UTF_8);
            CsvWriter csv = CsvWriter.builder().build(text);
            csv.writeRecord("query", "neighbour", "distance");
            for (int start = 0; start < queries.count(); start += BLOCK) {
                int end = Math.min(queries.count(), start + BLOCK);
                // One more, since a code is nearest to itself.
                int wanted = Math.min(codes.count(), queriesPath == null ? top + 1 : top);
                Neighbors[] all = index.nearest(block(queries, start, end), wanted, threads.count());
                for (int query = start; query < end; query++) {
                    found[0] += write(csv, query, names.get(query), all[query - start], ids, most);
                }
            }
            csv.flush();
        });
        return found[0];
    }

    private int write(CsvWriter csv, int query, String name, Neighbors neighbors, List<String> ids, int most) {
        int written = 0;
        for (int i = 0; i < neighbors.count() && written < top && neighbors.distance(i) <= most; i++) {
            if (queriesPath != null || neighbors.item(i) != query) {
                csv.writeRecord(name, ids.get(neighbors.item(i)), Integer.toString(neighbors.distance(i)));
                written++;
            }
        }
        return written;
    }

    private static BinaryCodes block(BinaryCodes codes, int start, int end) {
        BinaryCodesBuilder block = BinaryCodes.builder(codes.bits());
        for (int item = start; item < end; item++) {
            block.add(codes.code(item));
        }
        return block.build();
    }
}
