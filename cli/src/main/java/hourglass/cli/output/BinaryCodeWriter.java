package hourglass.cli.output;

import hourglass.codes.BinaryCodes;
import hourglass.codes.BinaryCodesBuilder;
import hourglass.codes.Thresholds;
import hourglass.data.InputException;
import hourglass.data.file.AtomicFile;
import hourglass.data.file.RowWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes real codes binary and writes them as one file, in which module codes searches. */
final class BinaryCodeWriter implements RowWriter {
    private final Path path;
    private final Thresholds thresholds;
    private final BinaryCodesBuilder codes;
    private final long[] packed;

    BinaryCodeWriter(Path path, Thresholds thresholds) {
        this.path = path;
        this.thresholds = thresholds;
        this.codes = BinaryCodes.builder(thresholds.bits());
        this.packed = new long[(thresholds.bits() + Long.SIZE - 1) / Long.SIZE];
    }

    @Override
    public void append(float[] values, int rows) {
        for (int row = 0; row < rows; row++) {
            thresholds.pack(values, row * thresholds.bits(), packed, 0);
            codes.add(packed);
        }
    }

    @Override
    public void commit() {
        try {
            Path whole = Files.createTempFile("hourglass", ".codes");
            try {
                codes.build().write(whole);
                AtomicFile.write(path, stream -> Files.copy(whole, stream));
            } finally {
                Files.deleteIfExists(whole);
            }
        } catch (IOException e) {
            throw new InputException(
                    path.toString(), "", "cannot be written (%s)".formatted(e), "make room in the temporary folder", e);
        }
    }

    @Override
    public void close() {}
}
