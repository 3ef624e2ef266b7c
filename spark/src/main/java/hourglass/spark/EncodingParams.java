package hourglass.spark;

import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;

/**
 * The parameters that estimators and their models share: which column holds the items, and which columns {@code transform}
 * adds. A column whose name is empty is not added.
 *
 * @param <T> the class itself
 */
public interface EncodingParams<T extends EncodingParams<T>> extends Params {
    /** The parameters themselves, made once for each object. */
    EncodingColumns columns();

    /** The column of the items: vectors, arrays of numbers, images of the source {@code image}, or texts. Default: features. */
    default Param<String> inputCol() {
        return columns().input;
    }

    /** The column of the codes as numbers, {@code array<float>}. Default: codes. */
    default Param<String> codesCol() {
        return columns().codes;
    }

    /** The column of the binary codes, {@code binary}: bit 0 is the highest of the first byte, as numpy packs bits. Default: none. */
    default Param<String> binaryCol() {
        return columns().binary;
    }

    /** The column of the addresses, {@code bigint}: bit i of the number is bit i of a code of up to 64 bits. Default: none. */
    default Param<String> addressCol() {
        return columns().address;
    }

    /** The column of the squared errors of reconstruction, {@code double}, means over the columns of an item. Default: none. */
    default Param<String> errorCol() {
        return columns().error;
    }

    /** The column of the reconstructions, {@code array<float>}, in the units of the items. Default: none. */
    default Param<String> reconstructionCol() {
        return columns().reconstruction;
    }

    /** The shape that images are scaled to, such as 32x32x3; empty for images of one shape, taken as they come. Default: empty. */
    default Param<String> imageShape() {
        return columns().imageShape;
    }

    /** What happens to rows whose item is null: error, skip (the row is left out), or keep (its codes are null). Default: error. */
    default Param<String> handleInvalid() {
        return columns().handleInvalid;
    }

    /** Sets {@link #inputCol}. */
    default T setInputCol(String value) {
        return with(inputCol(), value);
    }

    /** Sets {@link #codesCol}. */
    default T setCodesCol(String value) {
        return with(codesCol(), value);
    }

    /** Sets {@link #binaryCol}. */
    default T setBinaryCol(String value) {
        return with(binaryCol(), value);
    }

    /** Sets {@link #addressCol}. */
    default T setAddressCol(String value) {
        return with(addressCol(), value);
    }

    /** Sets {@link #errorCol}. */
    default T setErrorCol(String value) {
        return with(errorCol(), value);
    }

    /** Sets {@link #reconstructionCol}. */
    default T setReconstructionCol(String value) {
        return with(reconstructionCol(), value);
    }

    /** Sets {@link #imageShape}. */
    default T setImageShape(String value) {
        return with(imageShape(), value);
    }

    /** Sets {@link #handleInvalid}. */
    default T setHandleInvalid(String value) {
        return with(handleInvalid(), value);
    }

    /** Sets a parameter. */
    @SuppressWarnings("unchecked")
    default <V> T with(Param<V> param, V value) {
        set(param, value);
        return (T) this;
    }
}
