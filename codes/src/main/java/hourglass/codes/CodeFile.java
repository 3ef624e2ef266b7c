package hourglass.codes;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/** An open file of codes: its header is read and checked, its sections are mapped. */
final class CodeFile {
    /** The content of a file. */
    enum Kind {
        CODES(0),
        ADDRESS_TABLE(1),
        MULTI_INDEX_HASHING(2);

        /** The number that stands for it in files. */
        final int number;

        Kind(int number) {
            this.number = number;
        }

        int sections(int tables) {
            return this == MULTI_INDEX_HASHING ? 2 + tables * SubstringTable.SECTIONS : 1 + tables * Buckets.SECTIONS;
        }
    }

    /** Bytes of one mapping: 2^30, since buffers end below 2^31. */
    private static final int PAGE_BITS = 30;

    private final Path file;
    private final CodeFileHeader header;
    private final MappedByteBuffer[][] sections;

    private CodeFile(Path file, CodeFileHeader header, MappedByteBuffer[][] sections) {
        this.file = file;
        this.header = header;
        this.sections = sections;
    }

    static CodeFile open(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            CodeFileHeader header = new CodeFileHeaderReader(file, channel).read();
            MappedByteBuffer[][] sections = new MappedByteBuffer[header.lengths().length][];
            for (int i = 0; i < sections.length; i++) {
                sections[i] = map(channel, header.start(i), header.lengths()[i], pageBytes(header, i));
            }
            return new CodeFile(file, header, sections);
        } catch (NoSuchFileException e) {
            throw new CodeFileException(file.toString(), "", "does not exist", "check the name", e);
        } catch (IOException e) {
            throw new CodeFileException(
                    file.toString(), "", "cannot be read (" + e.getMessage() + ")", "check disk and permissions", e);
        }
    }

    private static MappedByteBuffer[] map(FileChannel channel, long start, long length, long pageBytes)
            throws IOException {
        MappedByteBuffer[] pages = new MappedByteBuffer[Math.toIntExact((length + pageBytes - 1) / pageBytes)];
        for (int i = 0; i < pages.length; i++) {
            long from = i * pageBytes;
            pages[i] = channel.map(MapMode.READ_ONLY, start + from, Math.min(pageBytes, length - from));
        }
        return pages;
    }

    /** Codes are not cut across pages. */
    private static long pageBytes(CodeFileHeader header, int section) {
        if (section >= header.kind().sections(header.tables())) {
            return Integer.MAX_VALUE;
        }
        return section == 0 ? (8L * BinaryCodes.words(header.bits())) << rowShift(header.bits()) : 1L << PAGE_BITS;
    }

    private static int rowShift(int bits) {
        int words = BinaryCodes.words(bits);
        return PAGE_BITS - 3 - (32 - Integer.numberOfLeadingZeros(words - 1));
    }

    /** What stands behind the sections of the index, little-endian. */
    List<ByteBuffer> attachments() {
        int first = header.kind().sections(header.tables());
        return Arrays.stream(sections, first, sections.length)
                .map(pages -> pages.length == 0 ? ByteBuffer.allocate(0) : pages[0].duplicate())
                .map(bytes -> bytes.order(ByteOrder.LITTLE_ENDIAN))
                .toList();
    }

    Kind kind() {
        return header.kind();
    }

    int tables() {
        return header.tables();
    }

    Path file() {
        return file;
    }

    BinaryCodes codes() {
        int bits = header.bits();
        return new BinaryCodes(bits, header.count(), longs(0, rowShift(bits), BinaryCodes.words(bits)));
    }

    Buckets buckets(int section) {
        return new Buckets(longs(section, PAGE_BITS - 3, 1), ints(section + 1), ints(section + 2));
    }

    private LongPages longs(int section, int shift, int width) {
        MappedByteBuffer[] bytes = sections[section];
        LongBuffer[] pages = new LongBuffer[bytes.length];
        for (int i = 0; i < pages.length; i++) {
            pages[i] = bytes[i].order(ByteOrder.LITTLE_ENDIAN).asLongBuffer();
        }
        return new LongPages(pages, shift, width);
    }

    IntPages ints(int section) {
        MappedByteBuffer[] bytes = sections[section];
        IntBuffer[] pages = new IntBuffer[bytes.length];
        for (int i = 0; i < pages.length; i++) {
            pages[i] = bytes[i].order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();
        }
        return new IntPages(pages, PAGE_BITS - 2);
    }

    /** Reads every section and holds it against its checksum. */
    void verify() {
        for (int i = 0; i < sections.length; i++) {
            CRC32C crc = new CRC32C();
            for (ByteBuffer page : sections[i]) {
                crc.update(page.duplicate());
            }
            if (crc.getValue() != header.checksums()[i]) {
                throw new CodeFileException(
                        file.toString(),
                        "bytes %d to %d".formatted(header.start(i), header.start(i) + header.lengths()[i] - 1),
                        "are not those written: their checksum is %08x, not %08x"
                                .formatted(crc.getValue(), header.checksums()[i]),
                        "write the file again, or take a copy of it");
            }
        }
    }
}
