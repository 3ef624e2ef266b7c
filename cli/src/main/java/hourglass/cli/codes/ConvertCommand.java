package hourglass.cli.codes;

import hourglass.cli.help.Group;
import hourglass.cli.help.Heading;
import hourglass.cli.help.Output;
import hourglass.cli.option.OutputOption;
import hourglass.cli.option.OverwriteOption;
import hourglass.cli.terminal.Console;
import hourglass.codes.BinaryCodes;
import java.nio.file.Path;
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
public final class ConvertCommand implements Runnable {
    @Parameters(paramLabel = "CODES", description = "File of codes.")
    private Path input;

    @Mixin
    @Output("File to write.")
    private OutputOption output;

    @Mixin
    private OverwriteOption overwrite;

    @Mixin
    private CodeFileOptions files;

    @Group(Heading.OUTPUT)
    @Option(names = "--to", paramLabel = "FORMAT", description = "Format to write (default: by the extension).")
    private @Nullable CodeFormat to;

    @Mixin
    private Console console;

    /** The result as JSON. */
    private record Result(
            String codes, int count, int bits, @Nullable String firstBit, String output) {}

    @Override
    public void run() {
        CodeFormat read = files.format(input);
        CodeFormat written = to != null ? to : CodeFormat.of(output.path(), "--to");
        overwrite
                .targets()
                .reading(input)
                .writing(output.path(), written.content())
                .check();
        BinaryCodes codes = files.read(input);
        written.write(codes, output.path(), files.firstBit().order());
        boolean ordered = read.isOrdered() || written.isOrdered();
        console.print(
                output.path(),
                new Result(
                        input.toString(),
                        codes.count(),
                        codes.bits(),
                        ordered ? files.firstBit().toString() : null,
                        output.path().toString()),
                "%,d codes of %,d bits in %s%s"
                        .formatted(
                                codes.count(),
                                codes.bits(),
                                output.path(),
                                ordered ? ", the %s bit of each byte first".formatted(files.firstBit()) : ""));
    }
}
