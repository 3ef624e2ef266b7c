package hourglass.model;

/**
 * What a model file says beside its numbers.
 *
 * @param format the version of this description
 * @param model its architecture
 * @param transform what data go through first: identity, standardization, scaling or whitening
 * @param data that it was fitted to
 * @param fit how that was done
 */
public record ModelDescription(
        int format, Architecture model, String transform, DataDescription data, FitDescription fit) {
    /** The version that is written. A version that only has more fields is still this one. */
    static final int FORMAT = 1;
}
