package hourglass.spark;

import hourglass.data.ImageShape;
import hourglass.data.InputException;
import java.io.Serializable;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.ml.param.Param;
import org.jspecify.annotations.Nullable;

/** The parameters of {@link EncodingParams}, as one object that a class has. */
public final class EncodingColumns implements Serializable {
    private static final long serialVersionUID = 1L;

    static final String ERROR = "error";
    static final String SKIP = "skip";
    static final String KEEP = "keep";

    private static final Pattern SHAPE = Pattern.compile("(\\d{1,5})x(\\d{1,5})(?:x([13]))?");

    final Param<String> input;
    final Param<String> codes;
    final Param<String> binary;
    final Param<String> address;
    final Param<String> error;
    final Param<String> reconstruction;
    final Param<String> imageShape;
    final Param<String> handleInvalid;

    EncodingColumns(EncodingParams<?> parent) {
        input = new Param<>(parent, "inputCol", "the column of the items: vectors, arrays, images or texts");
        codes = new Param<>(parent, "codesCol", "the column added for codes as numbers; empty for none");
        binary = new Param<>(parent, "binaryCol", "the column added for binary codes; empty for none");
        address = new Param<>(parent, "addressCol", "the column added for codes of up to 64 bits as numbers");
        error = new Param<>(parent, "errorCol", "the column added for squared errors of reconstruction");
        reconstruction = new Param<>(parent, "reconstructionCol", "the column added for reconstructions");
        imageShape = new Param<>(parent, "imageShape", "the shape that images are scaled to, such as 32x32x3");
        handleInvalid = new Param<>(parent, "handleInvalid", "what happens to null items: error, skip or keep");
    }

    /** Sets the defaults; not in the constructor, since an object sets them on itself once it is made. */
    static void setDefaults(EncodingParams<?> params, String codesName, String binaryName) {
        params.setDefault(params.inputCol(), "features");
        params.setDefault(params.codesCol(), codesName);
        params.setDefault(params.binaryCol(), binaryName);
        params.setDefault(params.addressCol(), "");
        params.setDefault(params.errorCol(), "");
        params.setDefault(params.reconstructionCol(), "");
        params.setDefault(params.imageShape(), "");
        params.setDefault(params.handleInvalid(), ERROR);
    }

    /** Whether null items are an error, are skipped or kept. */
    static String invalid(EncodingParams<?> params) {
        String value = params.getOrDefault(params.handleInvalid());
        if (!Set.of(ERROR, SKIP, KEEP).contains(value)) {
            throw new InputException("handleInvalid", "", "cannot be '" + value + "'", "set error, skip or keep");
        }
        return value;
    }

    /** The shape that images are scaled to; null if none is set. */
    static @Nullable ImageShape shape(EncodingParams<?> params) {
        String text = params.getOrDefault(params.imageShape());
        if (text.isEmpty()) {
            return null;
        }
        Matcher sizes = SHAPE.matcher(text);
        if (!sizes.matches()) {
            throw new InputException(
                    "imageShape", "", "cannot be '" + text + "'", "set height, width and channels, such as 32x32x3");
        }
        return new ImageShape(
                Integer.parseInt(sizes.group(1)),
                Integer.parseInt(sizes.group(2)),
                sizes.group(3) == null ? 1 : Integer.parseInt(sizes.group(3)));
    }
}
