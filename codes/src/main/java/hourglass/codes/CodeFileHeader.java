package hourglass.codes;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * The head of a file of codes; all numbers are little-endian.
 *
 * <pre>
 *   8 bytes  "HGCODES\n"
 *   6 ints   version, kind, bits, count, tables, sections
 *   sections times 2 longs: length in bytes, CRC-32C
 *   1 long   CRC-32C of all that stands before
 * </pre>
 *
 * <p>The sections follow, each from the next multiple of 8 on: the codes; for multi-index hashing the order of the bits;
 * for each table its {@link Buckets}, and for multi-index hashing its {@link Sketches}; then the attachments, if any.
 */
record CodeFileHeader(CodeFile.Kind kind, int bits, int count, int tables, long[] lengths, long[] checksums) {
    static final long MAGIC = ByteBuffer.wrap("HGCODES\n".getBytes(StandardCharsets.US_ASCII))
            .order(ByteOrder.LITTLE_ENDIAN)
            .getLong();
    static final int VERSION = 1;
    /** The most sections behind those of the index. */
    static final int MAX_ATTACHMENTS = 16;
    /** The bytes before the sections' lengths. */
    static final int FIXED_BYTES = 32;

    static int bytes(int sections) {
        return FIXED_BYTES + sections * 16 + 8;
    }

    /** The position at which the next section begins. */
    static long aligned(long position) {
        return (position + 7) & ~7L;
    }

    /** The header as it is written. */
    ByteBuffer encoded() {
        ByteBuffer bytes = ByteBuffer.allocate(bytes(lengths.length)).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(MAGIC).putInt(VERSION).putInt(kind.number).putInt(bits).putInt(count);
        bytes.putInt(tables).putInt(lengths.length);
        for (int i = 0; i < lengths.length; i++) {
            bytes.putLong(lengths[i]).putLong(checksums[i]);
        }
        return bytes.putLong(checksum(bytes)).flip();
    }

    /** The checksum of a header but for its own place at the end. */
    static long checksum(ByteBuffer header) {
        CRC32C crc = new CRC32C();
        crc.update(header.slice(0, header.capacity() - Long.BYTES));
        return crc.getValue();
    }

    /** The position at which the file ends. */
    long end() {
        long end = bytes(lengths.length);
        for (long length : lengths) {
            end = aligned(end) + length;
        }
        return end;
    }

    /** The position at which a section begins. */
    long start(int section) {
        long start = aligned(bytes(lengths.length));
        for (int i = 0; i < section; i++) {
            start = aligned(start + lengths[i]);
        }
        return start;
    }
}
