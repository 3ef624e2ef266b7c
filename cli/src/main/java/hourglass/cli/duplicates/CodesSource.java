package hourglass.cli.duplicates;

import hourglass.cli.output.OutputTargets;
import hourglass.codes.BinaryCodes;
import hourglass.data.InputException;
import hourglass.data.file.AtomicFile;
import hourglass.data.file.ReadOptions;
import hourglass.data.table.Table;
import hourglass.picture.GroupPage.Preview;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Codes in a file, called by the ids in the table beside it, or else by their numbers. */
record CodesSource(Path file) implements DuplicateSource {
    /** The table of ids beside a file of codes. */
    static final String IDS = "-ids.csv";

    /** The longest codes of duplicates are a thirty-second apart: 2 bits of 64, 4 of 128, 8 of 256. */
    static int radiusOf(int bits) {
        return bits / 32;
    }

    @Override
    public String noun() {
        return "codes";
    }

    @Override
    public String hash() {
        return "the file's codes";
    }

    @Override
    public int radius(int bits) {
        return radiusOf(bits);
    }

    @Override
    public CodedEntries read(Reading reading) {
        BinaryCodes codes = BinaryCodes.open(file);
        Path ids = OutputTargets.beside(file, IDS);
        if (!Files.exists(ids)) {
            List<Entry> numbered = IntStream.range(0, codes.count())
                    .mapToObj(item -> Entry.of(Integer.toString(item)))
                    .toList();
            return new CodedEntries(numbered, codes, List.of(), List.of()).requireAny(file.toString());
        }
        Table table = Table.read(ids, ReadOptions.DEFAULT.withHeader(true));
        if (table.rows() != codes.count()) {
            throw new InputException(
                    ids.toString(),
                    "",
                    "has %,d ids, but %s has %,d codes".formatted(table.rows(), file, codes.count()),
                    "move the table away, or give the codes that it belongs to");
        }
        List<Entry> named = IntStream.range(0, codes.count())
                .mapToObj(item -> Entry.of(table.value(item, 0)))
                .toList();
        return new CodedEntries(named, codes, List.of(), List.of()).requireAny(file.toString());
    }

    /** Writes the table beside a file of codes. */
    static void writeIds(List<Entry> entries, Path table) {
        AtomicFile.write(table, stream -> {
            Writer text = new OutputStreamWriter(stream, StandardCharsets.UTF_8);
            text.write("id\n");
            for (Entry entry : entries) {
                text.write('"' + entry.id().replace("\"", "\"\"") + "\"\n");
            }
            text.flush();
        });
    }

    @Override
    public Map<String, Preview> previews(List<String> ids) {
        return Map.of();
    }
}
