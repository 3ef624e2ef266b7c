package hourglass.text;

import hourglass.data.Split;
import org.jspecify.annotations.Nullable;

/** What the names of a corpus' files say of its kind. */
final class FileFormats {
    private static final Parts BY_FOLDER = new Parts(true);

    private boolean train;
    private boolean test;

    private FileFormats() {}

    static FileFormats of(Entries entries) {
        FileFormats formats = new FileFormats();
        entries.forEach((name, content) -> formats.see(name));
        return formats;
    }

    private void see(String name) {
        @Nullable Split part = BY_FOLDER.of(name);
        train |= part == Split.TRAIN;
        test |= part == Split.TEST;
    }

    boolean hasParts() {
        return train && test;
    }

    Format format(String input, CorpusOptions options) {
        return new TextFiles(new Parts(hasParts()), options);
    }
}
