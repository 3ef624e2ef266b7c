package hourglass.text;

import hourglass.data.file.Split;
import hourglass.text.file.Entries;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the names of a corpus' files say of its kind and its parts. */
final class Layout {
    private static final Parts BY_NAME = new Parts(true);

    private final String input;
    private final Set<Split> folders = EnumSet.noneOf(Split.class);
    private final Set<Split> tokenFiles = EnumSet.noneOf(Split.class);
    private int tables;
    private boolean reuters;
    private boolean tokens;
    private Qrels topics = Qrels.NONE;

    private Layout(String input) {
        this.input = input;
    }

    /** Reads all names. */
    static Layout of(String input, Entries entries) {
        Layout layout = new Layout(input);
        entries.forEach(layout::see);
        return layout;
    }

    private void see(String name, Entries.Content content) throws IOException {
        reuters |= ReutersFiles.isName(name);
        tables += Format.hasExtension(name, Format.TABLES) ? 1 : 0;
        add(BY_NAME.of(name), folders);
        if (Lyrl2004Files.isName(name)) {
            tokens = true;
            add(Lyrl2004Files.part(name), tokenFiles);
        } else if (Qrels.isName(name)) {
            topics = Qrels.read(input, name, content.unzipped());
        }
    }

    private static void add(@Nullable Split part, Set<Split> parts) {
        if (part != null) {
            parts.add(part);
        }
    }

    /** Whether there is a training and a test part. */
    boolean hasParts() {
        return reuters || (tokens ? tokenFiles : folders).size() == 2;
    }

    Format format(CorpusOptions options) {
        if (reuters) {
            return new ReutersFiles(input, options);
        }
        if (tokens) {
            return new Lyrl2004Files(input, topics, options);
        }
        Parts parts = new Parts(hasParts());
        TableIds ids = new TableIds(tables > 1);
        return new AnyFiles(
                parts,
                options,
                List.of(
                        new CsvFiles(input, options, ids),
                        new JsonFiles(input, options, ids),
                        new TextFiles(parts, options)));
    }
}
