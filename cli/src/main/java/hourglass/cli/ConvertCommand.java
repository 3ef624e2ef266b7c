package hourglass.cli;

import hourglass.cli.help.Group;
import hourglass.cli.help.Heading;
import hourglass.cli.help.Output;
import hourglass.cli.option.OutputOption;
import hourglass.cli.option.OverwriteOption;
import hourglass.cli.output.CodeFormat;
import hourglass.cli.terminal.Console;
import hourglass.codes.BinaryCodes;
import hourglass.codes.format.ByteBits;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Converts binary codes between the files of several programs. */
@Command(
        name = "convert",
        description = "Convert binary codes between the files of Hourglass, numpy and faiss, and text.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "The extension of a file says what it holds: .codes (Hourglass), .npy (numpy.packbits(bits, axis=1)), .faiss"
                    + " (IndexBinaryFlat), .bits (0101), .hex or .base64, of the last three one code a line.",
            "Example: hourglass convert packed.npy -o items.codes"
        })
final class ConvertCommand implements Runnable {
    @Parameters(paramLabel = "CODES", description = "File of codes.")
    private Path input;

    @Mixin
    @Output("File to write.")
    private OutputOption output;

    @Mixin
    private OverwriteOption overwrite;

    @Group(Heading.DATA)
    @Option(
            names = "--from",
            paramLabel = "FORMAT",
            description = "Format of the file of codes (default: by its extension).")
    private @Nullable CodeFormat from;

    @Group(Heading.OUTPUT)
    @Option(names = "--to", paramLabel = "FORMAT", description = "Format to write (default: by the extension).")
    private @Nullable CodeFormat to;

    @Group(Heading.DATA)
    @Option(
            names = "--bits",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "Length of a code, where a file has whole bytes and the codes are shorter (default: all bits).")
    private int bits;

    @Group(Heading.DATA)
    @Option(
            names = "--first-bit",
            paramLabel = "BIT",
            defaultValue = "highest",
            description =
                    "Bit of each byte that comes first in .npy, .hex and .base64: the highest, as numpy.packbits has it, or"
                            + " the lowest (default: ${DEFAULT-VALUE}).")
    private FirstBit firstBit;

    @Mixin
    private Console console;

    private enum FirstBit {
        HIGHEST(ByteBits.HIGHEST_FIRST),
        LOWEST(ByteBits.LOWEST_FIRST);

        private final ByteBits order;

        FirstBit(ByteBits order) {
            this.order = order;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The result as JSON. */
    private record Result(
            String codes, int count, int bits, @Nullable String firstBit, String output) {}

    @Override
    public void run() {
        CodeFormat read = from != null ? from : CodeFormat.of(input, "--from");
        CodeFormat written = to != null ? to : CodeFormat.of(output.path(), "--to");
        overwrite
                .targets()
                .reading(input)
                .writing(output.path(), written.content())
                .check();
        BinaryCodes codes = read.read(input, bits, firstBit.order);
        written.write(codes, output.path(), firstBit.order);
        boolean ordered = read.isOrdered() || written.isOrdered();
        console.print(
                output.path(),
                new Result(
                        input.toString(),
                        codes.count(),
                        codes.bits(),
                        ordered ? firstBit.toString() : null,
                        output.path().toString()),
                "%,d codes of %,d bits in %s%s"
                        .formatted(
                                codes.count(),
                                codes.bits(),
                                output.path(),
                                ordered ? ", the %s bit of each byte first".formatted(firstBit) : ""));
    }
}
