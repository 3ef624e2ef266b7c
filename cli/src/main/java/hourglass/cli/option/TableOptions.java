package hourglass.cli.option;

import hourglass.cli.help.Advanced;
import hourglass.cli.help.Group;
import hourglass.cli.help.Heading;
import hourglass.data.csv.CsvOptions;
import hourglass.data.file.ReadOptions;
import hourglass.data.table.Table;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How a CSV file is read as a table. */
@Group(Heading.DATA)
public final class TableOptions {
    /** Whether the first line of a CSV file has column names. */
    enum Header {
        AUTO,
        YES,
        NO
    }

    @Advanced
    @Option(
            names = "--header",
            paramLabel = "WHETHER",
            defaultValue = "AUTO",
            description = "Whether the first line of a CSV file has column names: yes, no or auto (default: auto).")
    private Header header;

    @Advanced
    @Option(
            names = "--encoding",
            paramLabel = "NAME",
            description = "Encoding of a CSV file, such as windows-1252 (default: found out, UTF-8 where it fits).")
    private @Nullable Charset encoding;

    @Advanced
    @Option(
            names = "--separator",
            paramLabel = "MARK",
            converter = SeparatorConverter.class,
            description = "Mark between the fields of a CSV file: a character, tab or blank (default: found out).")
    private @Nullable Character separator;

    @Advanced
    @Option(
            names = "--decimal",
            paramLabel = "MARK",
            converter = DecimalConverter.class,
            description = "Decimal mark of a CSV file: a point or a comma (default: found out for each column).")
    private @Nullable Character decimal;

    @Advanced
    @Option(
            names = "--missing",
            paramLabel = "MARK",
            description =
                    "Text that marks a missing cell of a table, such as -999, besides empty cells, NA and other usual marks."
                            + " May be given several times.")
    private List<String> missing = new ArrayList<>();

    @Advanced
    @Option(
            names = "--usual-missing",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Take NA, null, ? and other usual marks for missing cells (default: true).")
    private boolean usualMissing;

    /** Whether the first line holds names, or null to find out. */
    @Nullable
    Boolean header() {
        return header == Header.AUTO ? null : Boolean.valueOf(header == Header.YES);
    }

    /** How CSV files are written, as far as it is given. */
    CsvOptions csv() {
        return new CsvOptions(encoding, separator, decimal, missing, usualMissing);
    }

    /** Opens a CSV file as a table, which may hold categories and miss values. */
    public Table open(Path path) {
        Boolean known = header();
        ReadOptions options = ReadOptions.DEFAULT.withCsv(csv());
        return Table.read(path, known == null ? options : options.withHeader(known));
    }

    /** Reads a character, or tab or blank. */
    static final class SeparatorConverter implements ITypeConverter<Character> {
        @Override
        public Character convert(String text) {
            String mark = text.equals("tab") || text.equals("\\t") ? "\t" : text.equals("blank") ? " " : text;
            if (mark.length() != 1 || "\"\n\r".contains(mark)) {
                throw new TypeConversionException(
                        "'%s' is not a separator; give a character, tab or blank".formatted(text));
            }
            return mark.charAt(0);
        }
    }

    /** Reads a point or a comma. */
    static final class DecimalConverter implements ITypeConverter<Character> {
        @Override
        public Character convert(String text) {
            return switch (text) {
                case ".", "point" -> '.';
                case ",", "comma" -> ',';
                default ->
                    throw new TypeConversionException(
                            "'%s' is not a decimal mark; give a point or a comma".formatted(text));
            };
        }
    }
}
