package hourglass.network;

/**
 * A layer that keeps, of each row, the largest values, and sets all others to 0: the k-sparse autoencoder's (A. Makhzani, B.
 * Frey, <i>k-sparse autoencoders</i>, ICLR 2014).
 *
 * @param units the number of inputs and outputs
 * @param winners how many of them it keeps, 1 to {@code units}
 */
public record KSparse(int units, int winners) implements Layer {
    public KSparse {
        if (winners < 1 || winners > units) {
            throw new IllegalArgumentException(
                    "the winners must be 1 to the %d units, but were %d".formatted(units, winners));
        }
    }

    @Override
    public int inputs() {
        return units;
    }

    @Override
    public int outputs() {
        return units;
    }
}
