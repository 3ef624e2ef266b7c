package hourglass.decomposition;

import hourglass.data.Rows;
import hourglass.matrix.Block;
import hourglass.matrix.SparseMatrix;
import hourglass.matrix.ThreadTeam;
import hourglass.random.Seeds;
import hourglass.random.Shuffle;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * How latent Dirichlet allocation is fitted: topics move towards the estimate from each batch of documents, by ever smaller steps.
 * This is stochastic collapsed variational Bayes, SCVB0 (J. Foulds, L. Boyles, C. DuBois, P. Smyth, M. Welling, <i>Stochastic
 * collapsed variational Bayesian inference for latent Dirichlet allocation</i>, KDD 2013), with steps as in algorithm 2 of M.
 * Hoffman, D. Blei, F. Bach, <i>Online learning for latent Dirichlet allocation</i>, NIPS 2010. Memory grows with words and
 * topics, not with documents.
 *
 * <p>Two things are otherwise than in SCVB0: an occurrence does not count itself among the words of its document, as in CVB0, and the
 * topics of a document are found anew by some sweeps over its words, each of which is exact for one word after the other.
 *
 * <p>The papers' symbols as fields and variables:
 *
 * <ul>
 *   <li>alpha, eta, tau0 and kappa: {@code alpha}, {@code eta}, {@code delay} and {@code decay},
 *   <li>D, S and t: {@code counts.count()}, {@code batchSize} and {@code step},
 *   <li>lambda = N_wk + eta, one row a word here: {@code lambda},
 *   <li>rho_t = (tau0 + t)^-kappa: {@code rho}, with t counted from 1,
 *   <li>the sum of n_jw gamma_jwk over a batch: {@code statistics}, and D / S: {@code scale},
 *   <li>gamma and N_jk of one document: see {@link TopicInference}.
 * </ul>
 *
 * @param alpha the parameter of the Dirichlet prior on a document's topics, above 0
 * @param eta that of the prior on a topic's words, above 0
 * @param delay tau0 of the steps (tau0 + t)^-kappa, at least 0
 * @param decay kappa, above 0.5 and at most 1 for convergence
 * @param batchSize documents in a step, at least 1
 * @param epochs passes over all documents, at least 1
 * @param seed of the first topics and the order of documents
 */
public record LatentDirichletTrainer(
        float alpha, float eta, double delay, double decay, int batchSize, int epochs, long seed) {
    /**
     * Sweeps over the words of a document in a step. On held-out newsgroups the topics found with 20 or 100 retrieve no more, with
     * 5 much less.
     */
    private static final int SWEEPS = 10;

    public LatentDirichletTrainer {
        if (!(alpha > 0) || !(eta > 0)) {
            throw new IllegalArgumentException("alpha and eta are above 0, not %s and %s".formatted(alpha, eta));
        }
        if (!(delay >= 0) || !(decay > 0.5 && decay <= 1)) {
            throw new IllegalArgumentException(
                    "a delay of at least 0 and a decay above 0.5 and at most 1, not %s and %s".formatted(delay, decay));
        }
        if (batchSize < 1 || epochs < 1) {
            throw new IllegalArgumentException(
                    "batches of 1 or more documents and 1 or more epochs, not %d and %d".formatted(batchSize, epochs));
        }
    }

    /** The priors of Hoffman, Blei and Bach, 1 over the number of topics; batches and steps that suit some 10,000 documents. */
    public static LatentDirichletTrainer of(int topics, long seed) {
        return new LatentDirichletTrainer(1f / topics, 1f / topics, 10, 0.7, 512, 10, seed);
    }

    /**
     * Fits topics to documents.
     *
     * @param counts of words, one document a row, {@linkplain Rows#isSparse sparse}
     * @param topics how many, at least 1
     * @param team the threads that share the documents
     */
    public LatentDirichletAllocation fit(Rows counts, int topics, ThreadTeam team) {
        float[] lambda = start(counts.columns(), topics);
        float[][] statistics = new float[team.size()][lambda.length];
        int step = 0;
        for (int epoch = 0; epoch < epochs; epoch++) {
            Shuffle order = new Shuffle(seed, epoch, counts.count());
            for (int from = 0; from < counts.count(); from += batchSize) {
                int first = from;
                int size = Math.min(batchSize, counts.count() - from);
                LatentDirichletAllocation current =
                        new LatentDirichletAllocation(counts.columns(), topics, alpha, lambda);
                float[] probabilities = current.probabilities();
                team.run((part, parts) -> {
                    int begin = first + Block.start(size, part, parts);
                    int end = first + Block.start(size, part + 1, parts);
                    Arrays.fill(statistics[part], 0f);
                    gather(
                            counts,
                            order,
                            begin,
                            end,
                            new TopicInference(probabilities, alpha, topics, SWEEPS),
                            statistics[part]);
                });
                lambda = moved(lambda, statistics, (double) counts.count() / size, step++);
            }
        }
        return new LatentDirichletAllocation(counts.columns(), topics, alpha, lambda);
    }

    /** As {@link #fit(Rows, int, ThreadTeam)}, on the threads of this process. */
    public LatentDirichletAllocation fit(Rows counts, int topics) {
        return fit(counts, topics, ThreadTeam.shared());
    }

    /** Normal numbers around 1 with deviation 0.1, as the Gamma(100, 1/100) numbers of Hoffman, Blei and Bach have. */
    private float[] start(int words, int topics) {
        float[] lambda = new float[Math.multiplyExact(words, topics)];
        for (int word = 0; word < words; word++) {
            SplittableRandom random = Seeds.random(seed, word);
            for (int topic = 0; topic < topics; topic++) {
                lambda[word * topics + topic] = (float) Math.max(0.1, 1 + 0.1 * random.nextGaussian());
            }
        }
        return lambda;
    }

    private static void gather(
            Rows counts, Shuffle order, int begin, int end, TopicInference inference, float[] statistics) {
        SparseMatrix document = new SparseMatrix(counts.columns());
        for (int place = begin; place < end; place++) {
            document.clear();
            counts.addNonZeros(order.at(place), document);
            inference.infer(document, 0);
            inference.addStatistics(document, 0, statistics);
        }
    }

    /** (1 - rho) lambda + rho (eta + scale x the batch's expected counts). */
    private float[] moved(float[] lambda, float[][] statistics, double scale, int step) {
        double rho = Math.pow(delay + step + 1, -decay);
        float[] next = new float[lambda.length];
        for (int i = 0; i < next.length; i++) {
            double sum = 0;
            for (float[] ofPart : statistics) {
                sum += ofPart[i];
            }
            next[i] = (float) ((1 - rho) * lambda[i] + rho * (eta + scale * sum));
        }
        return next;
    }
}
