package hourglass.codes.format;

import hourglass.codes.BinaryCodes;
import hourglass.codes.BinaryCodesBuilder;
import hourglass.codes.CodeFileException;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;

/** Codes as text, one a line. */
public enum CodeText {
    /** The bits from bit 0 on, such as {@code 0101}. */
    BITS {
        @Override
        byte[] bytes(String line, int bits) {
            if (line.length() != bits) {
                throw new IllegalArgumentException(
                        "has %d characters, but a code has %d bits".formatted(line.length(), bits));
            }
            byte[] bytes = new byte[ByteBits.bytes(bits)];
            for (int i = 0; i < bits; i++) {
                char bit = line.charAt(i);
                if (bit != '0' && bit != '1') {
                    throw new IllegalArgumentException(
                            "character %d is '%c', but must be 0 or 1".formatted(i + 1, bit));
                }
                bytes[i >> 3] |= (byte) ((bit - '0') << (i & 7));
            }
            return bytes;
        }

        @Override
        String line(byte[] bytes, int bits) {
            StringBuilder line = new StringBuilder(bits);
            for (int i = 0; i < bits; i++) {
                line.append((char) ('0' + (bytes[i >> 3] >> (i & 7) & 1)));
            }
            return line.toString();
        }
    },
    /** The bytes as pairs of hexadecimal digits. */
    HEX {
        @Override
        byte[] bytes(String line, int bits) {
            return HexFormat.of().parseHex(line);
        }

        @Override
        String line(byte[] bytes, int bits) {
            return HexFormat.of().formatHex(bytes);
        }
    },
    /** The bytes in base64 (RFC 4648), with or without the padding at the end. */
    BASE64 {
        @Override
        byte[] bytes(String line, int bits) {
            return Base64.getDecoder().decode(line);
        }

        @Override
        String line(byte[] bytes, int bits) {
            return Base64.getEncoder().encodeToString(bytes);
        }
    };

    abstract byte[] bytes(String line, int bits);

    abstract String line(byte[] bytes, int bits);

    /**
     * One code from its text.
     *
     * @param order of the bits in bytes; of {@link #BITS} it changes nothing
     * @throws IllegalArgumentException if the text is no such code
     */
    public long[] decode(String line, int bits, ByteBits order) {
        byte[] bytes = bytes(line, bits);
        if (bytes.length != ByteBits.bytes(bits)) {
            throw new IllegalArgumentException(
                    "has %d bytes, but a code of %d bits has %d".formatted(bytes.length, bits, ByteBits.bytes(bits)));
        }
        long[] code = new long[(bits + 63) / 64];
        (this == BITS ? ByteBits.LOWEST_FIRST : order).decode(bytes, 0, bytes.length, code);
        if (bits % 64 != 0 && (code[code.length - 1] & -1L << bits) != 0) {
            throw new IllegalArgumentException("has bits beyond the code's length of %d bits".formatted(bits));
        }
        return code;
    }

    /** The text of one code. */
    public String encode(BinaryCodes codes, int item, ByteBits order) {
        return line((this == BITS ? ByteBits.LOWEST_FIRST : order).encode(codes, item), codes.bits());
    }

    /**
     * Reads a file with a code in each line; empty lines are skipped.
     *
     * @param bits the length of a code, or 0 for all bits of the first line
     * @throws CodeFileException if a line holds no such code, or there is none
     */
    public BinaryCodes read(Path file, int bits, ByteBits order) {
        int length = bits;
        BinaryCodesBuilder codes = null;
        int number = 0;
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                if (!line.isBlank()) {
                    String code = line.strip();
                    if (codes == null) {
                        length = bits == 0 ? bits(code) : bits;
                        codes = BinaryCodes.builder(length);
                    }
                    codes.add(decode(code, length, order));
                }
            }
        } catch (IllegalArgumentException e) {
            throw new CodeFileException(
                    file.toString(),
                    "line " + number,
                    String.valueOf(e.getMessage()),
                    "write each code of %d bits as %s in a line of its own"
                            .formatted(length, name().toLowerCase(Locale.ROOT)),
                    e);
        } catch (IOException e) {
            throw OtherFile.unreadable(file, e);
        }
        if (codes == null) {
            throw new CodeFileException(file.toString(), "", "holds no codes", "write one code a line");
        }
        return codes.build();
    }

    /** All bits of a line. */
    private int bits(String line) {
        return this == BITS ? line.length() : Byte.SIZE * bytes(line, 0).length;
    }

    /** Writes a file with a code in each line; nothing that is there already is overwritten. */
    public void write(BinaryCodes codes, Path file, ByteBits order) {
        OtherFile.write(file, stream -> write(codes, stream, order));
    }

    /** The same to a stream, which is not closed. */
    public void write(BinaryCodes codes, OutputStream stream, ByteBits order) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.US_ASCII));
        for (int item = 0; item < codes.count(); item++) {
            writer.write(encode(codes, item, order));
            writer.write('\n');
        }
        writer.flush();
    }
}
