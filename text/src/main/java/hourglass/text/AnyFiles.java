package hourglass.text;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** Each file in the first of several formats that its name suits. */
record AnyFiles(List<Format> formats) implements Format {
    @Override
    public boolean isNameOfDocuments(String name) {
        return formats.stream().anyMatch(format -> format.isNameOfDocuments(name));
    }

    @Override
    public void read(String name, Entries.Content content, Consumer<Document> action) throws IOException {
        for (Format format : formats) {
            if (format.isNameOfDocuments(name)) {
                format.read(name, content, action);
                return;
            }
        }
    }
}
