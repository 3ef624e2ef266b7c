package hourglass.codes.format;

import hourglass.codes.BinaryCodes;
import hourglass.codes.CodeFileException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The file of an {@code IndexBinaryFlat}, as {@code faiss.write_index_binary} writes it: the letters IBxF; as little-endian
 * numbers the bits and the bytes of a code (4 bytes each), how many codes there are (8), whether the index is trained (1) and
 * its metric (4); then how many bytes the codes take (8), and these.
 */
public final class FaissFile {
    private static final String FLAT = "IBxF";
    private static final int HEADER = 33;
    /** {@code METRIC_L2}, which binary indexes have, though they take the Hamming distance. */
    private static final int METRIC = 1;

    private static final Map<String, String> OTHERS = Map.of(
            "IBwF", "IndexBinaryIVF",
            "IBFf", "IndexBinaryFromFloat",
            "IBHf", "IndexBinaryHNSW",
            "IBMp", "IndexBinaryIDMap",
            "IBM2", "IndexBinaryIDMap2",
            "IBHh", "IndexBinaryHash",
            "IBHm", "IndexBinaryMultiHash");

    private FaissFile() {}

    /**
     * Reads the codes of an {@code IndexBinaryFlat}.
     *
     * @throws CodeFileException if it is another kind of index, or damaged
     */
    public static BinaryCodes read(Path file) {
        try (InputStream stream = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            byte[] bytes = stream.readNBytes(HEADER);
            checkKind(file, bytes);
            ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            int bits = header.getInt(4);
            int length = header.getInt(8);
            long count = header.getLong(12);
            check(file, 4, "number of bits", bits, 8, BinaryCodes.MAX_BITS / 8 * 8);
            check(file, 4, "rest of the bits beyond whole bytes", bits % 8, 0, 0);
            check(file, 8, "number of bytes of a code", length, bits / 8, bits / 8);
            check(file, 12, "number of codes", count, 0, Integer.MAX_VALUE);
            check(file, 20, "mark of a trained index", header.get(20), 0, 1);
            check(file, 25, "number of bytes of all codes", header.getLong(25), count * length, count * length);
            OtherFile.checkSize(file, HEADER, count, length);
            return OtherFile.readCodes(file, stream, bits, count, ByteBits.LOWEST_FIRST);
        } catch (IOException e) {
            throw OtherFile.unreadable(file, e);
        }
    }

    private static void checkKind(Path file, byte[] bytes) {
        String kind = new String(bytes, 0, Math.min(4, bytes.length), StandardCharsets.ISO_8859_1);
        if (kind.equals(FLAT) && bytes.length == HEADER) {
            return;
        }
        String other = OTHERS.get(kind);
        throw new CodeFileException(
                file.toString(),
                "",
                other != null
                        ? "is a faiss index of the kind %s (%s), but only IndexBinaryFlat (%s) can be read"
                                .formatted(other, kind, FLAT)
                        : kind.equals(FLAT)
                                ? "ends within its header of %d bytes".formatted(HEADER)
                                : "is not a binary index of faiss",
                "write the codes as an IndexBinaryFlat by faiss.write_index_binary");
    }

    private static void check(Path file, int place, String what, long value, long least, long most) {
        if (value < least || value > most) {
            throw new CodeFileException(
                    file.toString(),
                    "byte " + place,
                    "the %s is %d, but must lie in %d..%d".formatted(what, value, least, most),
                    "write the file again, or take a copy of it");
        }
    }

    /** Writes codes of whole bytes as an {@code IndexBinaryFlat}; nothing that is there already is overwritten. */
    public static void write(BinaryCodes codes, Path file) {
        OtherFile.write(file, stream -> write(codes, stream));
    }

    /** The same to a stream, which is not closed. */
    public static void write(BinaryCodes codes, OutputStream stream) throws IOException {
        if (codes.bits() % 8 != 0) {
            throw new IllegalArgumentException(
                    "faiss takes codes of whole bytes, but these have %d bits".formatted(codes.bits()));
        }
        int length = codes.bits() / 8;
        ByteBuffer header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
        header.put(FLAT.getBytes(StandardCharsets.US_ASCII))
                .putInt(codes.bits())
                .putInt(length);
        header.putLong(codes.count()).put((byte) 1).putInt(METRIC).putLong((long) codes.count() * length);
        stream.write(header.array());
        OtherFile.writeCodes(stream, codes, ByteBits.LOWEST_FIRST);
    }
}
