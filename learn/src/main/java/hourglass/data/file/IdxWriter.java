package hourglass.data.file;

import hourglass.data.ImageShape;
import hourglass.data.Labels;
import hourglass.data.Rows;
import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Writes IDX files of unsigned bytes, gzip if the name ends in {@code .gz}. */
final class IdxWriter {
    private IdxWriter() {}

    static void write(Path path, Rows rows, ImageShape shape) {
        if (shape.size() != rows.columns()) {
            throw new IllegalArgumentException("rows of %d columns are no images of %dx%dx%d"
                    .formatted(rows.columns(), shape.height(), shape.width(), shape.channels()));
        }
        int[] sizes = shape.channels() == 1
                ? new int[] {rows.count(), shape.height(), shape.width()}
                : new int[] {rows.count(), shape.height(), shape.width(), shape.channels()};
        float[] values = new float[rows.columns()];
        byte[] bytes = new byte[rows.columns()];
        write(path, sizes, stream -> {
            for (int row = 0; row < rows.count(); row++) {
                rows.read(row, values, 0);
                for (int column = 0; column < bytes.length; column++) {
                    bytes[column] = (byte) Math.round(255 * Math.max(0, Math.min(1, values[column])));
                }
                stream.write(bytes);
            }
        });
    }

    static void writeLabels(Path path, Labels labels) {
        if (labels.names().size() > 256) {
            throw new IllegalArgumentException(
                    "%d classes do not fit into bytes".formatted(labels.names().size()));
        }
        List<String> names = labels.names();
        boolean numbers = names.stream().allMatch(IdxWriter::isByte);
        write(path, new int[] {labels.classes().length}, stream -> {
            for (int label : labels.classes()) {
                stream.write(numbers && label != Rows.UNLABELLED ? Integer.parseInt(names.get(label)) : label);
            }
        });
    }

    private static boolean isByte(String name) {
        return name.matches("0|[1-9][0-9]{0,2}") && Integer.parseInt(name) <= 255;
    }

    private static void write(Path path, int[] sizes, AtomicFile.Content content) {
        ByteBuffer header = ByteBuffer.allocate(4 + 4 * sizes.length);
        header.put(new byte[] {0, 0, Idx.UNSIGNED_BYTE, (byte) sizes.length});
        for (int size : sizes) {
            header.putInt(size);
        }
        boolean zip = path.toString().endsWith(".gz");
        AtomicFile.write(path, stream -> {
            GZIPOutputStream zipped = zip ? new GZIPOutputStream(stream, 1 << 16) : null;
            OutputStream plain = zipped == null ? stream : new BufferedOutputStream(zipped);
            plain.write(header.array());
            content.writeTo(plain);
            plain.flush();
            if (zipped != null) {
                zipped.finish();
            }
        });
    }
}
