package hourglass.data.csv;

import java.nio.charset.Charset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a CSV file is written, where that is not to be found out. {@link #DEFAULT} suits most.
 *
 * @param encoding of its characters, or null to find out
 * @param separator between fields, or null to find out; a blank stands for one or more
 * @param decimal the decimal mark, a point or a comma, or null to find out
 * @param missing texts that mark a missing cell, besides empty ones
 * @param usualMissing whether usual marks such as {@code NA} do so, too
 */
public record CsvOptions(
        @Nullable Charset encoding,
        @Nullable Character separator,
        @Nullable Character decimal,
        List<String> missing,
        boolean usualMissing) {
    public static final CsvOptions DEFAULT = new CsvOptions(null, null, null, List.of(), true);

    public CsvOptions {
        missing = List.copyOf(missing);
        if (decimal != null && decimal != '.' && decimal != ',') {
            throw new IllegalArgumentException("a decimal mark is a point or a comma, not '%s'".formatted(decimal));
        }
    }

    public CsvOptions withEncoding(Charset encoding) {
        return new CsvOptions(encoding, separator, decimal, missing, usualMissing);
    }

    public CsvOptions withSeparator(char separator) {
        return new CsvOptions(encoding, separator, decimal, missing, usualMissing);
    }

    public CsvOptions withDecimal(char decimal) {
        return new CsvOptions(encoding, separator, decimal, missing, usualMissing);
    }

    public CsvOptions withMissing(List<String> missing) {
        return new CsvOptions(encoding, separator, decimal, missing, usualMissing);
    }

    public CsvOptions withUsualMissing(boolean usualMissing) {
        return new CsvOptions(encoding, separator, decimal, missing, usualMissing);
    }
}
