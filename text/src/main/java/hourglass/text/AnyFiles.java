package hourglass.text;

import hourglass.text.file.FileKind;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Each file in the first of several formats that its name suits; files that are not text are passed over. */
record AnyFiles(Parts parts, CorpusOptions options, List<Format> formats) implements Format {
    @Override
    public boolean isNameOfDocuments(String name) {
        return options.takes(parts.of(name)) && formats.stream().anyMatch(format -> format.isNameOfDocuments(name));
    }

    @Override
    public void read(String name, InputStream stream, Reading reading) throws IOException {
        stream.mark(FileKind.START);
        byte[] start = stream.readNBytes(FileKind.START);
        stream.reset();
        String kind = FileKind.of(start);
        if (!kind.isEmpty()) {
            reading.passOver(kind, name);
            return;
        }
        for (Format format : formats) {
            if (format.isNameOfDocuments(name)) {
                format.read(name, stream, reading);
                return;
            }
        }
    }
}
