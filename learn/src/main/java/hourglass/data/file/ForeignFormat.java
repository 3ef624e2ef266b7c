package hourglass.data.file;

import hourglass.data.InputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A format that holds data but is not read here, recognised by its first bytes so that it can be named.
 *
 * @param start what a file of this format begins with; bytes as ISO 8859-1
 * @param name as in "is ..."
 * @param remedy how its data become a file that is read
 */
record ForeignFormat(Pattern start, String name, String remedy) {
    private static final String AS_CSV = "save the table as CSV";
    private static final String UNPACK = "unpack it";

    /** The first that matches counts. */
    private static final List<ForeignFormat> FORMATS = List.of(
            format("PK\\x03\\x04.*(xl/|\\[Content_Types\\]\\.xml).*", "a spreadsheet (.xlsx)", AS_CSV),
            format("PK\\x03\\x04.*opendocument\\.spreadsheet.*", "a spreadsheet (.ods)", AS_CSV),
            format(
                    "PK\\x03\\x04.{26}[^\\x00]*\\.npy.*",
                    "an archive of numpy arrays (.npz)",
                    "save each array as .npy"),
            format("PK(\\x03\\x04|\\x05\\x06).*", "a zip archive", UNPACK),
            format("\\xD0\\xCF\\x11\\xE0\\xA1\\xB1\\x1A\\xE1.*", "a file of Microsoft Office (.xls?)", AS_CSV),
            format("PAR1.*", "a Parquet file", "save a table as CSV, or read vectors by the module hourglass-parquet"),
            format("ARROW1.*", "an Arrow file (Feather)", AS_CSV),
            format("ORC.*[\\x00-\\x08].*", "an ORC file", AS_CSV),
            format("Obj\\x01.*", "an Avro file", AS_CSV),
            format("SQLite format 3\\x00.*", "an SQLite database", AS_CSV),
            format("\\x89HDF\\r\\n\\x1A\\n.*", "an HDF5 file", "save its array as .npy"),
            format("MATLAB [0-9].*", "a MATLAB file", "save its array as .npy"),
            format("\\x80[\\x02-\\x05][}\\](c\\x8C\\x95KX].*", "a Python pickle", "save the array as .npy"),
            format(".{7}\\x00\\{\\s*\".*", "a safetensors file", "give data; a model is named by --model"),
            format("%PDF-.*", "a PDF document", AS_CSV),
            format("\\x1F\\x8B.*", "gzipped twice", "unpack it once"),
            format("\\xFD7zXZ\\x00.*", "compressed by xz", UNPACK),
            format("BZh[1-9]1AY&SY.*", "compressed by bzip2", UNPACK),
            format("\\x28\\xB5\\x2F\\xFD.*", "compressed by zstd", UNPACK),
            format("7z\\xBC\\xAF\\x27\\x1C.*", "a 7z archive", UNPACK),
            format("Rar!\\x1A\\x07.*", "a RAR archive", UNPACK),
            format(".{257}ustar.*", "a tar archive", UNPACK),
            format("(\\x89PNG\\r\\n|\\xFF\\xD8\\xFF|GIF8).*", "an image", "give the folder that holds it"),
            format("version https://git-lfs.*", "a Git LFS pointer, not the data", "fetch the data by git lfs pull"),
            format(
                    "(?i)(\\xEF\\xBB\\xBF)?\\s*(<!--.*)?(<!doctype html|<html|<head).*",
                    "an HTML page",
                    "check the address that it was loaded from"),
            format("(\\xEF\\xBB\\xBF)?\\s*<\\?xml.*", "an XML file", AS_CSV),
            format(
                    "(?i)(\\xEF\\xBB\\xBF)?(\\s|%[^\\n]*\\n)*@relation\\s.*",
                    "an ARFF file", "give the lines after @data as CSV"),
            format("(\\xEF\\xBB\\xBF)?\\s*(\\{\\s*\"|\\[\\s*[\\[{]).*", "JSON", AS_CSV));

    private static ForeignFormat format(String start, String name, String remedy) {
        return new ForeignFormat(Pattern.compile(start, Pattern.DOTALL), name, remedy);
    }

    /**
     * Refuses a file by its first bytes.
     *
     * @throws InputException if it is of a format that is known not to be read
     */
    static void refuse(Path path, byte[] start) {
        String text = new String(start, StandardCharsets.ISO_8859_1);
        for (ForeignFormat format : FORMATS) {
            if (format.start.matcher(text).matches()) {
                throw new InputException(path.toString(), "", "is " + format.name, format.remedy);
            }
        }
    }
}
