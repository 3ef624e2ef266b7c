package hourglass.codes;

import static hourglass.codes.CodeFile.Kind.ADDRESS_TABLE;
import static hourglass.codes.CodeFile.Kind.MULTI_INDEX_HASHING;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** Reads the header of a file of codes, and refuses one that does not fit itself or the file's size. */
final class CodeFileHeaderReader {
    private static final String REMEDY = "write the file again, or take a copy of it";

    private final Path file;
    private final FileChannel channel;

    CodeFileHeaderReader(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    CodeFileHeader read() throws IOException {
        ByteBuffer fixed = bytes(CodeFileHeader.FIXED_BYTES);
        if (fixed.getLong() != CodeFileHeader.MAGIC) {
            throw new CodeFileException(
                    file.toString(),
                    "",
                    "is not a file of codes",
                    "name a file that codes or an index were written to");
        }
        int known = CodeFileHeader.VERSION;
        check("version", fixed.getInt(), known, known, 8);
        CodeFile.Kind[] kinds = CodeFile.Kind.values();
        int number = fixed.getInt();
        check("kind", number, 0, kinds.length - 1, 12);
        CodeFile.Kind kind = kinds[number];
        int bits = fixed.getInt();
        check("number of bits", bits, 1, kind == ADDRESS_TABLE ? AddressTable.MAX_BITS : BinaryCodes.MAX_BITS, 16);
        int count = fixed.getInt();
        check("number of codes", count, 0, Integer.MAX_VALUE, 20);
        int tables = fixed.getInt();
        check("number of tables", tables, leastTables(kind, bits), mostTables(kind, bits), 24);
        int sections = fixed.getInt();
        int least = kind.sections(tables);
        check("number of sections", sections, least, least + CodeFileHeader.MAX_ATTACHMENTS, 28);
        CodeFileHeader header = rest(kind, bits, count, tables, sections);
        checkLengths(header);
        return header;
    }

    private static int leastTables(CodeFile.Kind kind, int bits) {
        return kind == MULTI_INDEX_HASHING ? MultiIndexHashing.leastSubstrings(bits) : mostTables(kind, bits);
    }

    private static int mostTables(CodeFile.Kind kind, int bits) {
        return switch (kind) {
            case CODES -> 0;
            case ADDRESS_TABLE -> 1;
            case MULTI_INDEX_HASHING -> bits;
        };
    }

    private CodeFileHeader rest(CodeFile.Kind kind, int bits, int count, int tables, int sections) throws IOException {
        ByteBuffer all = bytes(CodeFileHeader.bytes(sections));
        long checksum = CodeFileHeader.checksum(all);
        if (all.getLong(all.capacity() - Long.BYTES) != checksum) {
            throw new CodeFileException(
                    file.toString(),
                    "bytes 0 to " + (all.capacity() - 1),
                    "are not those written: the header's checksum is wrong",
                    REMEDY);
        }
        long[] lengths = new long[sections];
        long[] checksums = new long[sections];
        all.position(CodeFileHeader.FIXED_BYTES);
        for (int i = 0; i < sections; i++) {
            lengths[i] = all.getLong();
            checksums[i] = all.getLong();
        }
        return new CodeFileHeader(kind, bits, count, tables, lengths, checksums);
    }

    private void checkLengths(CodeFileHeader header) throws IOException {
        long[] lengths = header.lengths();
        long count = header.count();
        long codes = 8 * count * BinaryCodes.words(header.bits());
        checkLength(0, lengths[0], codes, codes);
        int section = 1;
        if (header.kind() == MULTI_INDEX_HASHING) {
            checkLength(section, lengths[section], 4L * header.bits(), 4L * header.bits());
            section++;
        }
        for (int table = 0; table < header.tables(); table++) {
            int bits = Substring.bits(header.bits(), header.tables(), table);
            long directory = 8L * Buckets.directoryLength(bits);
            checkLength(section, lengths[section], directory, directory);
            long offsets = lengths[section + 1];
            checkLength(section + 1, offsets & ~3L, 4, 4 * (Math.min(count, 1L << bits) + 1));
            checkLength(section + 1, offsets, offsets & ~3L, offsets & ~3L);
            section += 2;
            checkLength(section, lengths[section], 4 * count, 4 * count);
            section++;
            if (header.kind() == MULTI_INDEX_HASHING) {
                checkLength(section, lengths[section], 4 * count, 4 * count);
                section++;
            }
        }
        for (; section < lengths.length; section++) {
            checkLength(section, lengths[section], 0, Integer.MAX_VALUE);
        }
        if (channel.size() != header.end()) {
            throw new CodeFileException(
                    file.toString(),
                    "",
                    "has %d bytes, but its header gives %d".formatted(channel.size(), header.end()),
                    REMEDY);
        }
    }

    private void checkLength(int section, long length, long least, long most) {
        check("length of section " + section, length, least, most, CodeFileHeader.FIXED_BYTES + 16 * section);
    }

    private void check(String what, long value, long least, long most, int place) {
        if (value < least || value > most) {
            String range = least == most ? "be " + least : "lie in %d..%d".formatted(least, most);
            throw new CodeFileException(
                    file.toString(),
                    "byte " + place,
                    "the %s is %d, but must %s".formatted(what, value, range),
                    REMEDY);
        }
    }

    private ByteBuffer bytes(int size) throws IOException {
        if (channel.size() < size) {
            throw new CodeFileException(
                    file.toString(),
                    "",
                    "has %d bytes, but a header has %d or more".formatted(channel.size(), size),
                    "name a file that codes or an index were written to whole");
        }
        ByteBuffer bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        for (long at = 0; bytes.hasRemaining(); at = bytes.position()) {
            if (channel.read(bytes, at) < 0) {
                throw new IOException("it ended while it was read");
            }
        }
        return bytes.flip();
    }
}
