package hourglass.train;

import hourglass.data.Matrix;
import hourglass.data.Rows;
import hourglass.matrix.ThreadTeam;
import hourglass.model.Autoencoder;
import hourglass.network.Activation;
import hourglass.network.DenseLayer;
import hourglass.network.Layer;
import hourglass.network.Network;
import hourglass.objective.CodeLoss;
import hourglass.objective.Likelihood;
import hourglass.optim.Lbfgs;
import hourglass.persistence.FittedModel;
import java.util.Optional;

/**
 * Codes that represent items better than those of the encoder, of the same size for the same decoder. An encoder finds a code in
 * one pass, which is rarely the best one, least of all for items that it was not fitted to: what it gives away is the amortisation
 * gap (C. Cremer, X. Li, D. Duvenaud, <i>Inference suboptimality in variational autoencoders</i>, ICML 2018). From there, L-BFGS makes
 * -log p(x | mu(z)) small by the code z alone, for each item on its own; missing numbers count nothing.
 *
 * <pre>{@code
 * Matrix codes = CodeRefinement.of(20).encode(model, rows);
 * Matrix reconstructions = model.decode(codes);
 * }</pre>
 *
 * <p>An iteration takes about as long as fitting the decoder to the rows for an epoch. Codes are to be compared only if all of them
 * are refined, or none.
 *
 * @param iterations of L-BFGS, at least 1
 */
public record CodeRefinement(int iterations) {
    /** Items whose codes are moved together: enough for fast products, few enough for what L-BFGS keeps. */
    private static final int BATCH = 200;

    public CodeRefinement {
        if (iterations < 1) {
            throw new IllegalArgumentException("a refinement has 1 iteration or more, not " + iterations);
        }
    }

    /** So many iterations; 20 are within 1 % of what 100 gain on digits. */
    public static CodeRefinement of(int iterations) {
        return new CodeRefinement(iterations);
    }

    /**
     * Why the codes of a model cannot be refined, in one line, or nothing if they can be: it must be an autoencoder, whose
     * code is a dense layer of linear units, which can take any value.
     */
    public static Optional<String> obstacle(FittedModel model) {
        if (!(model.bareModel() instanceof Autoencoder autoencoder)) {
            return Optional.of("is no autoencoder");
        }
        Network network = autoencoder.network();
        Layer code = network.encoder().get(network.encoderDepth() - 1);
        return code instanceof DenseLayer && code.activation() == Activation.LINEAR
                ? Optional.empty()
                : Optional.of("has a code that cannot take any value, since it is not of dense linear units");
    }

    /**
     * The refined codes of rows; none represents its row worse than the encoder's does.
     *
     * @param model an autoencoder with a code of linear units
     * @param rows in the form that the model was fitted to, in their own units; they are read in batches
     * @param team the threads that share the work
     * @return one code a row, as many numbers as {@link FittedModel#encode} gives
     * @throws IllegalArgumentException if there is an {@linkplain #obstacle obstacle}
     */
    public Matrix encode(FittedModel model, Rows rows, ThreadTeam team) {
        obstacle(model).ifPresent(reason -> {
            throw new IllegalArgumentException("the model " + reason + ", so its codes cannot be refined");
        });
        Autoencoder autoencoder = model.bareModel(Autoencoder.class);
        Likelihood likelihood = Likelihood.valueOf(model.fit().likelihood());
        CodeLoss loss = new CodeLoss(autoencoder, likelihood, Math.min(BATCH, rows.count()), team);
        int units = autoencoder.codeSize();
        float[] refined = new float[Math.multiplyExact(rows.count(), units)];
        for (int from = 0; from < rows.count(); from += BATCH) {
            int count = Math.min(BATCH, rows.count() - from);
            Rows batch = rows.slice(from, from + count);
            float[] codes = model.encode(batch, team).values();
            float[] items = batch.transformed(model.transform()).toArray();
            float[] moved = codes.clone();
            loss.bind(items, count);
            Lbfgs.of().withIterations(iterations).start(moved.length, 0).step(loss, moved, 1);
            double[] before = losses(likelihood, items, autoencoder.decode(codes, team), count);
            double[] after = losses(likelihood, items, autoencoder.decode(moved, team), count);
            for (int row = 0; row < count; row++) {
                float[] better = after[row] < before[row] ? moved : codes;
                System.arraycopy(better, row * units, refined, (from + row) * units, units);
            }
        }
        return new Matrix(refined, units);
    }

    /** As {@link #encode(FittedModel, Rows, ThreadTeam)}, on the threads of this process. */
    public Matrix encode(FittedModel model, Rows rows) {
        return encode(model, rows, ThreadTeam.shared());
    }

    /** -log p(x | mu) of each item: the sum that is made small over a batch may grow for one of them. */
    private static double[] losses(Likelihood likelihood, float[] items, float[] means, int count) {
        double[] losses = new double[count];
        int columns = items.length / count;
        for (int i = 0; i < items.length; i++) {
            losses[i / columns] += Float.isNaN(items[i]) ? 0 : likelihood.value(items[i], means[i]);
        }
        return losses;
    }
}
