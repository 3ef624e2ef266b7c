package hourglass.cli.codes;

import hourglass.cli.output.Content;
import hourglass.codes.BinaryCodes;
import hourglass.codes.format.ByteBits;
import hourglass.codes.format.CodeText;
import hourglass.codes.format.FaissFile;
import hourglass.codes.format.PackedNpy;
import hourglass.data.InputException;
import hourglass.data.file.AtomicFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The files that hold binary codes, by their extensions. */
enum CodeFormat {
    CODES(Content.CODES),
    NPY(Content.ARRAY),
    FAISS(Content.FAISS),
    BITS(Content.CODE_TEXT),
    HEX(Content.CODE_TEXT),
    BASE64(Content.CODE_TEXT);

    private final Content content;

    CodeFormat(Content content) {
        this.content = content;
    }

    /**
     * The format that a file's extension names.
     *
     * @param option that names it otherwise
     */
    static CodeFormat of(Path file, String option) {
        String name = String.valueOf(file.getFileName());
        String extension = name.substring(name.lastIndexOf('.') + 1);
        return Arrays.stream(values())
                .filter(format -> format.toString().equalsIgnoreCase(extension))
                .findFirst()
                .orElseThrow(() -> new InputException(
                        file.toString(),
                        "",
                        "has no extension of a file of codes",
                        "name the format by %s: %s"
                                .formatted(
                                        option,
                                        Arrays.stream(values())
                                                .map(CodeFormat::toString)
                                                .collect(Collectors.joining(", ")))));
    }

    /** What such a file holds. */
    Content content() {
        return content;
    }

    /** Whether the order of bits in bytes makes a difference. */
    boolean isOrdered() {
        return this == NPY || this == HEX || this == BASE64;
    }

    /**
     * Reads codes.
     *
     * @param bits the length of a code, or 0 for all bits
     */
    BinaryCodes read(Path file, int bits, ByteBits order) {
        BinaryCodes codes =
                switch (this) {
                    case CODES -> BinaryCodes.open(file);
                    case NPY -> PackedNpy.read(file, bits, order);
                    case FAISS -> FaissFile.read(file);
                    case BITS -> CodeText.BITS.read(file, bits, order);
                    case HEX -> CodeText.HEX.read(file, bits, order);
                    case BASE64 -> CodeText.BASE64.read(file, bits, order);
                };
        if (bits != 0 && bits != codes.bits()) {
            throw new InputException(
                    file.toString(),
                    "",
                    "has codes of %d bits, not %d".formatted(codes.bits(), bits),
                    "leave out --bits");
        }
        return codes;
    }

    /** Writes codes; a file that is there is replaced once the new one is whole. */
    void write(BinaryCodes codes, Path file, ByteBits order) {
        if (this == FAISS && codes.bits() % 8 != 0) {
            throw new InputException(
                    file.toString(),
                    "",
                    "faiss takes codes of whole bytes, but these have %d bits".formatted(codes.bits()),
                    "write .npy, whose codes end with bits of 0 up to a whole byte");
        }
        AtomicFile.write(file, stream -> {
            switch (this) {
                case CODES -> codes.write(stream);
                case NPY -> PackedNpy.write(codes, stream, order);
                case FAISS -> FaissFile.write(codes, stream);
                case BITS -> CodeText.BITS.write(codes, stream, order);
                case HEX -> CodeText.HEX.write(codes, stream, order);
                case BASE64 -> CodeText.BASE64.write(codes, stream, order);
            }
        });
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
