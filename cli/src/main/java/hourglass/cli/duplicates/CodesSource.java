package hourglass.cli.duplicates;

import hourglass.cli.output.CodeIds;
import hourglass.codes.BinaryCodes;
import hourglass.data.file.AtomicFile;
import hourglass.picture.GroupPage.Preview;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Codes in a file, called by the ids in the table beside it, or else by their numbers. */
record CodesSource(Path file) implements DuplicateSource {
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
        List<Entry> entries =
                CodeIds.of(file, codes.count()).stream().map(Entry::of).toList();
        return new CodedEntries(entries, codes, List.of(), List.of()).requireAny(file.toString());
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
