package hourglass.library;

import java.nio.file.Path;

/** An example, to which a search finds similar items. */
public sealed interface Example {
    /** A text, or words of one; for models that read texts. */
    record Words(String text) implements Example {}

    /** An item of the library, which is not among the hits itself. */
    record Like(String id) implements Example {}

    /** A file of one item, of the kind that the model was fitted to. */
    record File(Path path) implements Example {}

    /** A row of numbers, not preprocessed; for models of numbers. */
    record Values(float[] values) implements Example {}

    /** A real code, of as many numbers as the codes have bits. */
    record Real(float[] code) implements Example {}

    /** A binary code, packed as {@link hourglass.codes.BinaryCodes} are. */
    record Binary(long[] code) implements Example {}
}
