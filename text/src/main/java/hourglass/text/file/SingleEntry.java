package hourglass.text.file;

import hourglass.data.file.Source;
import java.io.IOException;
import java.nio.file.Path;

/** One file by its own name, without {@code .gz}. */
record SingleEntry(Path file) implements Entries {
    @Override
    public void forEach(Visitor visitor) {
        try (Source source = Source.open(file)) {
            visitor.visit(String.valueOf(file.getFileName()).replaceAll("\\.gz$", ""), source::stream);
        } catch (IOException e) {
            throw Source.unreadable(file, 0, e);
        }
    }
}
