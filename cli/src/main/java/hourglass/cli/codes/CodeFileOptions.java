package hourglass.cli.codes;

import hourglass.cli.help.Group;
import hourglass.cli.help.Heading;
import hourglass.codes.BinaryCodes;
import hourglass.codes.format.ByteBits;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How files of codes are read. */
@Group(Heading.DATA)
final class CodeFileOptions {
    @Option(
            names = "--from",
            paramLabel = "FORMAT",
            description = "Format of the files of codes (default: by their extensions).")
    private @Nullable CodeFormat format;

    @Option(
            names = "--bits",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "Length of a code, where a file has whole bytes and the codes are shorter (default: all bits).")
    private int bits;

    @Option(
            names = "--first-bit",
            paramLabel = "BIT",
            defaultValue = "highest",
            description =
                    "Bit of each byte that comes first in .npy, .hex and .base64: the highest, as numpy.packbits has it, or"
                            + " the lowest (default: ${DEFAULT-VALUE}).")
    private FirstBit firstBit;

    enum FirstBit {
        HIGHEST(ByteBits.HIGHEST_FIRST),
        LOWEST(ByteBits.LOWEST_FIRST);

        private final ByteBits order;

        FirstBit(ByteBits order) {
            this.order = order;
        }

        ByteBits order() {
            return order;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    FirstBit firstBit() {
        return firstBit;
    }

    /** The format of a file. */
    CodeFormat format(Path file) {
        return format != null ? format : CodeFormat.of(file, "--from");
    }

    BinaryCodes read(Path file) {
        return format(file).read(file, bits, firstBit.order);
    }
}
