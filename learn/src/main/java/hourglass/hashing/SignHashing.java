package hourglass.hashing;

import hourglass.codes.BinaryCodes;
import hourglass.data.InputException;
import hourglass.data.Rows;
import hourglass.matrix.ThreadTeam;

/**
 * The signs of the numbers themselves, a bit for each column: what is usual for text embeddings.
 *
 * @param centred whether a bit is 1 above the column's mean, rather than above 0
 */
public record SignHashing(boolean centred) implements HashingMethod<SignHasher> {
    /** Signs, around 0. */
    public static SignHashing of() {
        return new SignHashing(false);
    }

    /** Signs around the mean of each column. */
    public static SignHashing ofCentred() {
        return new SignHashing(true);
    }

    @Override
    public SignHasher fit(Rows data, ThreadTeam team) {
        if (data.columns() > BinaryCodes.MAX_BITS) {
            throw new InputException(
                    "data",
                    "",
                    "have %d columns, and so many bits would be their code, which has at most %d"
                            .formatted(data.columns(), BinaryCodes.MAX_BITS),
                    "use another method, such as a random rotation");
        }
        return new SignHasher(Sampling.centre(data, centred));
    }
}
