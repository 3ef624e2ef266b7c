package hourglass.train;

/**
 * Where a run is after one batch.
 *
 * @param stage what is being fitted ("RBM 784-1000", "fine-tuning")
 * @param epoch from 1
 * @param epochs how many there will be
 * @param batch in this epoch, from 1
 * @param batches in an epoch
 * @param loss of this batch
 */
public record Step(String stage, int epoch, int epochs, int batch, int batches, double loss) {}
