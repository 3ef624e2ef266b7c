package hourglass.bench.topics;

import hourglass.data.InputException;
import hourglass.data.file.Split;
import hourglass.decomposition.LatentDirichletTrainer;
import hourglass.eval.CosineSimilarity;
import hourglass.eval.PrecisionRecall;
import hourglass.eval.Relevance;
import hourglass.matrix.ThreadTeam;
import hourglass.text.Analysis;
import hourglass.text.Corpus;
import hourglass.text.CorpusOptions;
import hourglass.text.DocumentCounts;
import hourglass.text.Vocabulary;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What is found among held-out documents by the topics of two implementations that share no code. */
@Command(
        name = "lda",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Fits latent Dirichlet allocation by Hourglass and by Mallet to the training part of a collection, in the protocol"
                    + " of hourglass experiment newsgroups, and prints the precision (%%) of each where a query's recall first"
                    + " reaches a level, the mean average precision (%%) and the seconds of fit and inference."
        })
public final class TopicsBench implements Callable<Integer> {
    @Option(
            names = "--data",
            paramLabel = "PATH",
            description = "A collection with a training and a test part, one class a document (default:"
                    + " 20news-bydate/20news-bydate.tar.gz in $HOURGLASS_DATA).")
    private @Nullable Path path;

    @Option(
            names = "--words",
            paramLabel = "N",
            defaultValue = "2000",
            description = "The most frequent. Default: 2000.")
    private int words = 2000;

    @Option(names = "--topics", paramLabel = "N", defaultValue = "50", description = "Default: 50.")
    private int topics = 50;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "3",
            description = "Fits of each, by seeds 1 ... N. Default: 3.")
    private int seeds = 3;

    @Option(
            names = "--iterations",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Mallet's sweeps. Default: 1000.")
    private int iterations = 1000;

    @Option(
            names = "--optimize-interval",
            paramLabel = "N",
            defaultValue = "10",
            description = "Mallet fits its priors every so many sweeps; 0 to keep them. Default: 10.")
    private int optimizeInterval = 10;

    @Option(
            names = "--alpha-sum",
            paramLabel = "X",
            defaultValue = "5",
            description = "Mallet's prior on topics, summed over them. Default: 5, as its command has.")
    private double alphaSum = 5;

    @Option(
            names = "--beta",
            paramLabel = "X",
            defaultValue = "0.01",
            description = "Mallet's prior on words. Default: 0.01, as its command has.")
    private double beta = 0.01;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "1",
            description = "With more than 1 Mallet differs from run to run. Default: 1.")
    private int threads = 1;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        check(words >= 1, "--words must be 1 or more, but was " + words);
        check(topics >= 2, "--topics must be 2 or more, but was " + topics);
        check(seeds >= 1, "--seeds must be 1 or more, but was " + seeds);
        check(iterations >= 1, "--iterations must be 1 or more, but was " + iterations);
        check(optimizeInterval >= 0, "--optimize-interval must be 0 or more, but was " + optimizeInterval);
        check(alphaSum > 0, "--alpha-sum must be above 0, but was " + alphaSum);
        check(beta > 0, "--beta must be above 0, but was " + beta);
        check(threads >= 1, "--threads must be 1 or more, but was " + threads);
        Path data = data();
        try (ThreadTeam team = ThreadTeam.of(threads)) {
            Corpus training = Corpus.open(data, CorpusOptions.DEFAULT.withSplit(Split.TRAIN));
            Vocabulary vocabulary = Vocabulary.of(training, Analysis.ENGLISH, words);
            compare(
                    DocumentCounts.of(training, vocabulary),
                    DocumentCounts.of(Corpus.open(data, CorpusOptions.DEFAULT.withSplit(Split.TEST)), vocabulary),
                    team);
        } catch (InputException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
        return 0;
    }

    private Path data() {
        String root = System.getenv("HOURGLASS_DATA");
        if (path == null && root == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "name a collection by --data, or the folder above 20news-bydate/20news-bydate.tar.gz by"
                            + " $HOURGLASS_DATA");
        }
        return path != null ? path : Path.of(root, "20news-bydate", "20news-bydate.tar.gz");
    }

    private void check(boolean right, String otherwise) {
        if (!right) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }

    /** Prints a line a fit, when it is there: each takes minutes. */
    private void compare(DocumentCounts training, DocumentCounts test, ThreadTeam team) {
        int[] classes = test.topics().labels().classes();
        Relevance relevance = Relevance.byLabel(classes, classes);
        List<Double> levels = PrecisionRecall.LEVELS.subList(0, PrecisionRecall.LEVELS.size() - 1);
        print("%-18s", "recall, %");
        levels.forEach(level -> print(" %5.1f", 100 * level));
        print(" %6s %8s%n", "mean", "seconds");
        for (int seed = 1; seed <= seeds; seed++) {
            LatentDirichletTrainer ours = LatentDirichletTrainer.of(topics, seed);
            line("Hourglass, seed " + seed, relevance, levels.size(), team, () -> ours.fit(
                            training.rows(), topics, team)
                    .encode(test.rows(), team));
            MalletTopics mallet = new MalletTopics(topics, alphaSum, beta, iterations, optimizeInterval, seed, threads);
            line(
                    "Mallet, seed " + seed,
                    relevance,
                    levels.size(),
                    team,
                    () -> mallet.proportions(training.rows(), test.rows()));
        }
    }

    private void line(String name, Relevance relevance, int levels, ThreadTeam team, Supplier<float[]> proportions) {
        long start = System.nanoTime();
        float[] codes = proportions.get();
        double seconds = (System.nanoTime() - start) / 1e9;
        // The cosine of roots ranks as Hellinger's distance does, as in the experiment.
        for (int i = 0; i < codes.length; i++) {
            codes[i] = (float) Math.sqrt(codes[i]);
        }
        PrecisionRecall curve = PrecisionRecall.of(CosineSimilarity.within(codes, topics), relevance, team);
        print("%-18s", name);
        Arrays.stream(curve.precisionAtLevels()).limit(levels).forEach(one -> print(" %5.1f", 100 * one));
        print(" %6.1f %8.0f%n", 100 * curve.meanAveragePrecision(), seconds);
    }

    private void print(String format, Object... values) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(Locale.ROOT, format, values);
        out.flush();
    }
}
