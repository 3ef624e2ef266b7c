package hourglass.data.safetensors;

import hourglass.data.InputException;
import hourglass.data.file.AtomicFile;
import hourglass.data.file.Element;
import hourglass.data.file.Source;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * A safetensors file: named tensors and a map of text to text, readable from any language, with no code in it. Eight
 * bytes give the length of a JSON header (little-endian); the header gives each tensor's type, shape and place; the
 * numbers follow, little-endian, row-major and without gaps.
 *
 * <p>Opening reads the header alone and holds all of it against the size of the file; the numbers are read on request,
 * straight into their place. Files written here carry checksums (CRC-32C): that of the header is verified when a file is
 * opened, that of the numbers by {@link #verify}. Files of other programs carry none.
 *
 * <pre>{@code
 * SafeTensors.write(path, List.of(Tensor.vector("bias", bias)), Map.of("epoch", "12"));
 * try (SafeTensors file = SafeTensors.open(path)) {
 *     float[] bias = file.read("bias");
 * }
 * }</pre>
 *
 * <p>The format lets numbers be infinite or NaN; here they are refused in both directions, since neither weights nor the
 * state of an optimiser can be so and still be of use.
 */
public final class SafeTensors implements Closeable {
    private static final int BUFFER = 1 << 16;

    private final Path path;
    private final FileChannel channel;
    private final SafeTensorsHeader header;
    /** Of the numbers up to {@link #summed}, while they are read in their order. */
    private final CRC32C checksum = new CRC32C();

    private long summed;

    private SafeTensors(Path path, FileChannel channel, SafeTensorsHeader header) {
        this.path = path;
        this.channel = channel;
        this.header = header;
        this.summed = header.bytes();
    }

    /**
     * Writes a file of 32-bit floats, all of it or nothing.
     *
     * @param tensors in the order in which they will lie, of different names
     * @param metadata in the order of the map
     * @throws InputException if a number is not finite, or the file cannot be written
     */
    public static void write(Path path, List<Tensor> tensors, Map<String, String> metadata) {
        byte[] header = SafeTensorsHeader.write(path, tensors, metadata);
        try (AtomicFile file = AtomicFile.create(path)) {
            ByteBuffer buffer = buffer(BUFFER);
            CRC32C checksum = new CRC32C();
            file.write(buffer.putLong(header.length).flip());
            file.write(ByteBuffer.wrap(header));
            for (Tensor tensor : tensors) {
                write(path, file, tensor, buffer, checksum);
            }
            SafeTensorsHeader.enterChecksums(header, checksum);
            file.overwrite(Long.BYTES, ByteBuffer.wrap(header));
            file.commit();
        }
    }

    /** Writes whole arrays, in the order of the map. */
    public static void write(Path path, Map<String, float[]> vectors, Map<String, String> metadata) {
        write(
                path,
                vectors.entrySet().stream()
                        .map(vector -> Tensor.vector(vector.getKey(), vector.getValue()))
                        .toList(),
                metadata);
    }

    private static void write(Path path, AtomicFile file, Tensor tensor, ByteBuffer buffer, CRC32C checksum) {
        int infinite = infinite(tensor.values(), tensor.offset(), tensor.size());
        if (infinite >= 0) {
            throw new InputException(
                    path.toString(),
                    "tensor %s, element %d".formatted(tensor.name(), infinite - tensor.offset()),
                    tensor.values()[infinite] + " is not a finite number, so nothing was written",
                    "train again with a lower learning rate");
        }
        int end = tensor.offset() + tensor.size();
        for (int from = tensor.offset(); from < end; ) {
            int count = Math.min(end - from, BUFFER / Float.BYTES);
            buffer.clear().asFloatBuffer().put(tensor.values(), from, count);
            buffer.limit(count * Float.BYTES);
            checksum.update(buffer.duplicate());
            file.write(buffer);
            from += count;
        }
    }

    /**
     * Opens a file and reads its header.
     *
     * @throws InputException if the file cannot be read, breaks a rule of the format, or holds anything but F32, F64,
     *     F16 and BF16
     */
    public static SafeTensors open(Path path) {
        FileChannel channel = Source.channel(path);
        try {
            return new SafeTensors(path, channel, SafeTensorsHeaderReader.read(path, channel));
        } catch (InputException e) {
            close(path, channel);
            throw e;
        } catch (IOException e) {
            close(path, channel);
            throw Source.unreadable(path, 0, e);
        }
    }

    /** Whether a file is of this format and its metadata have a key. */
    public static boolean hasMetadata(Path path, String key) {
        try (SafeTensors file = open(path)) {
            return file.metadata().containsKey(key);
        } catch (InputException e) {
            return false;
        }
    }

    /** The text beside the tensors, in the order of the file. */
    public Map<String, String> metadata() {
        return header.metadata();
    }

    /** The shape of each tensor by its name, in the order in which their numbers lie. */
    public Map<String, List<Integer>> shapes() {
        Map<String, List<Integer>> shapes = new LinkedHashMap<>();
        header.entries().forEach((name, entry) -> shapes.put(name, entry.shape()));
        return shapes;
    }

    /** The numbers of one tensor; those of other types become floats. */
    public float[] read(String name) {
        float[] values = new float[entry(name).count()];
        read(name, values, 0);
        return values;
    }

    /** Reads the numbers of one tensor into an array, from {@code offset} on. */
    public void read(String name, float[] to, int offset) {
        SafeTensorsHeader.Entry entry = entry(name);
        Element element = entry.element();
        // Of integers a file may hold some; that is for whoever reads them, since others of its tensors may be all it
        // takes.
        if (!element.canBeInfinite()) {
            throw new InputException(
                    path.toString(),
                    "byte " + entry.place(),
                    "tensor %s is of type %s, but F32, F64, F16 and BF16 can be read".formatted(name, element),
                    "save it as F32");
        }
        ByteBuffer buffer = buffer((int) Math.min(BUFFER, entry.end() - entry.begin()));
        for (int done = 0; done < entry.count(); ) {
            int count = Math.min(entry.count() - done, BUFFER / element.bytes());
            long position = header.bytes() + entry.begin() + (long) done * element.bytes();
            fill(buffer.clear().limit(count * element.bytes()), position);
            if (position == summed) {
                checksum.update(buffer.duplicate().flip());
                summed += buffer.limit();
            }
            element.read(buffer, 0, to, offset + done, count);
            int infinite = infinite(to, offset + done, count);
            if (infinite >= 0) {
                throw new InputException(
                        path.toString(),
                        "byte " + (position + (long) (infinite - offset - done) * element.bytes()),
                        "element %d of tensor %s is %s, not a finite float"
                                .formatted(infinite - offset, name, to[infinite]),
                        "get an undamaged copy of the file");
            }
            done += count;
        }
    }

    /** All tensors as whole arrays, in the order in which they lie. */
    public Map<String, float[]> readAll() {
        Map<String, float[]> vectors = new LinkedHashMap<>();
        header.entries().keySet().forEach(name -> vectors.put(name, read(name)));
        return vectors;
    }

    /**
     * Refuses a file that carries no checksums.
     *
     * @throws InputException if it was written by another program
     */
    public void requireChecksums() {
        if (header.checksum() == null) {
            throw new InputException(
                    path.toString(),
                    "",
                    "carries no checksums, so that damage could not be detected",
                    "give the file as Hourglass wrote it, or write it again with this version");
        }
    }

    /**
     * Refuses numbers that are not those written. Where they were read in their order already, nothing is read again.
     *
     * @throws InputException if they differ, or the file carries no checksums
     */
    public void verify() {
        requireChecksums();
        long end = header.end();
        ByteBuffer buffer = buffer((int) Math.min(BUFFER, end - summed));
        while (summed < end) {
            fill(buffer.clear().limit((int) Math.min(buffer.capacity(), end - summed)), summed);
            checksum.update(buffer.flip());
            summed += buffer.limit();
        }
        if (!SafeTensorsHeader.digits(checksum).equals(header.checksum())) {
            throw new InputException(
                    path.toString(),
                    "bytes %d to %d".formatted(header.bytes(), end - 1),
                    "the numbers are not those written: their checksum is %s, not %s"
                            .formatted(SafeTensorsHeader.digits(checksum), header.checksum()),
                    "get an undamaged copy of the file");
        }
    }

    private SafeTensorsHeader.Entry entry(String name) {
        SafeTensorsHeader.Entry entry = header.entries().get(name);
        if (entry == null) {
            throw new InputException(
                    path.toString(),
                    "",
                    "has no tensor %s, only %s".formatted(name, header.entries().keySet()),
                    "give a file that has");
        }
        return entry;
    }

    private void fill(ByteBuffer buffer, long position) {
        try {
            while (buffer.hasRemaining()) {
                if (channel.read(buffer, position + buffer.position()) < 0) {
                    throw new InputException(
                            path.toString(),
                            "byte " + (position + buffer.position()),
                            "the file became shorter while it was read",
                            "try again when nothing else writes it");
                }
            }
        } catch (IOException e) {
            throw Source.unreadable(path, position, e);
        }
    }

    /** The index of the first number that is infinite or NaN, or -1. */
    private static int infinite(float[] values, int offset, int count) {
        for (int i = offset; i < offset + count; i++) {
            if (!Float.isFinite(values[i])) {
                return i;
            }
        }
        return -1;
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public void close() {
        close(path, channel);
    }

    private static void close(Path path, FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw Source.unreadable(path, 0, e);
        }
    }
}
