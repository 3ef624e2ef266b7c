package hourglass.model;

import hourglass.matrix.ThreadTeam;

/** A model that also leads back from codes to items. */
public interface EncoderDecoder extends Model {
    /**
     * The items of codes: the means mu of p(x | code).
     *
     * @param codes row-major, {@link #codeSize} columns; not changed
     * @param team the threads that share the work
     * @return row-major, {@link #visible} columns
     */
    float[] decode(float[] codes, ThreadTeam team);

    /** The items of codes, on the threads of this process. */
    default float[] decode(float[] codes) {
        return decode(codes, ThreadTeam.shared());
    }

    /** Items as their codes represent them. */
    default float[] reconstruct(float[] items) {
        return decode(encode(items));
    }
}
