package hourglass.cli.option;

import hourglass.data.file.AtomicFile;
import hourglass.data.file.Source;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;

/** The path of data to read; a dash is standard input. What is no file on disk, such as a pipe, is read once and kept. */
public final class InputPath implements ITypeConverter<Path> {
    private static final String STANDARD_INPUT = "-";

    @Override
    public Path convert(String text) {
        Path path = text.equals(STANDARD_INPUT) ? Source.STANDARD_INPUT : Path.of(text);
        if (path.equals(Source.STANDARD_INPUT) || AtomicFile.isSpecial(path)) {
            Source.keep(path);
        }
        return path;
    }
}
