package hourglass.cli.duplicates;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import hourglass.data.file.AtomicFile;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Objects as JSON, one a line; the file is whole or absent. Lines may come from several threads. */
final class JsonLinesFile implements AutoCloseable {
    private static final int BUFFER = 1 << 16;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final AtomicFile file;
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();

    JsonLinesFile(Path path) {
        file = AtomicFile.create(path);
    }

    synchronized void append(Object line) {
        try {
            text.writeBytes(JSON.writeValueAsString(line).getBytes(StandardCharsets.UTF_8));
            text.write('\n');
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + line, e);
        }
        if (text.size() > BUFFER) {
            flush();
        }
    }

    private void flush() {
        file.write(ByteBuffer.wrap(text.toByteArray()));
        text.reset();
    }

    void commit() {
        flush();
        file.commit();
    }

    @Override
    public void close() {
        file.close();
    }
}
