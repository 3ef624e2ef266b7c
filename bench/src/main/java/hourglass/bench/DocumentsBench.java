package hourglass.bench;

import hourglass.data.Batch;
import hourglass.data.Rows;
import hourglass.matrix.SparseMatrix;
import hourglass.matrix.ThreadTeam;
import hourglass.matrix.VectorSink;
import hourglass.model.Autoencoder;
import hourglass.network.Activation;
import hourglass.network.Network;
import hourglass.network.Propagation;
import hourglass.objective.Likelihood;
import hourglass.objective.Reconstruction;
import hourglass.objective.Regularization;
import hourglass.optim.Adam;
import hourglass.optim.DifferentiableFunction;
import hourglass.optim.Optimizer;
import hourglass.text.Corpus;
import hourglass.text.DocumentCounts;
import hourglass.text.Vocabulary;
import hourglass.train.WeightInitializer;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What sparse documents save against the same ones with their zeros, in turns, and how fast text becomes codes. */
@Command(
        name = "documents",
        mixinStandardHelpOptions = true,
        description =
                "Times the first layer, a training step and encoding on sparse documents, and on the same ones with"
                        + " their zeros, in turns.")
final class DocumentsBench implements Callable<Integer> {
    private static final int BATCH = 128;

    @Option(names = "--words", paramLabel = "N", defaultValue = "2000", description = "Default: 2000.")
    private int words;

    @Option(
            names = "--length",
            paramLabel = "N",
            defaultValue = "120",
            description = "Words in a document, drawn by Zipf's law. Default: 120.")
    private int length;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "5", description = "Turns of each side. Default: 5.")
    private int rounds;

    @Option(names = "--seconds", paramLabel = "S", defaultValue = "0.5", description = "Of a turn. Default: 0.5.")
    private double seconds;

    @Option(names = "--threads", paramLabel = "N", defaultValue = "2", description = "Default: 2.")
    private int threads;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        if (words < 26 || length < 1 || rounds < 1 || threads < 1 || !(seconds > 0)) {
            throw new ParameterException(spec.commandLine(), "26 or more words, and all other numbers above 0");
        }
        Corpus corpus = SyntheticDocuments.of(4096, words, length, 1);
        Vocabulary vocabulary = Vocabulary.of(corpus, SyntheticDocuments.ANALYSIS, words);
        DocumentCounts documents = DocumentCounts.of(corpus, vocabulary);
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                Locale.ROOT,
                "%,d documents of %d words, %.1f different of %,d%n",
                documents.rows().count(),
                length,
                (double) documents.rows().nonZeros() / documents.rows().count(),
                vocabulary.size());
        try (ThreadTeam team = ThreadTeam.of(threads)) {
            Batch batch = new Batch(BATCH, vocabulary.size());
            batch.fill(documents.rows(), 0, BATCH);
            out.println("                                        dense ms   sparse ms      ratio");
            compare(out, "first layer of 500, forward", dense -> firstLayer(batch, dense, false, team));
            compare(out, "first layer of 500, forward and back", dense -> firstLayer(batch, dense, true, team));
            compare(out, "Adam step of 500-500-128", dense -> step(documents.rows(), dense, team));
            Autoencoder model = model(vocabulary.size());
            compare(out, "codes of 4,096 counts", dense -> encoding(model, documents.rows(), dense, team));
            TimedStep all =
                    () -> model.encode(DocumentCounts.of(corpus, vocabulary).rows(), team)
                            .get(0, 0);
            double ms = Statistics.median(times(all));
            out.printf(Locale.ROOT, "text to codes: %,.0f documents a second%n", 4096 / ms * 1000);
        }
        out.flush();
        return 0;
    }

    /** Makes the step of one side. */
    private interface Side {
        TimedStep of(boolean dense);
    }

    private void compare(PrintWriter out, String name, Side side) {
        TimedStep dense = side.of(true);
        TimedStep sparse = side.of(false);
        double[] denseMs = new double[rounds];
        double[] sparseMs = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            denseMs[i] = TimedStep.milliseconds(dense, seconds);
            sparseMs[i] = TimedStep.milliseconds(sparse, seconds);
        }
        double slow = Statistics.median(denseMs);
        double fast = Statistics.median(sparseMs);
        out.printf(Locale.ROOT, "%-38s %9.3f   %9.3f %10.2f%n", name, slow, fast, slow / fast);
        out.flush();
    }

    private double[] times(TimedStep step) {
        double[] times = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            times[i] = TimedStep.milliseconds(step, seconds);
        }
        return times;
    }

    private static TimedStep firstLayer(Batch batch, boolean dense, boolean withGradient, ThreadTeam team) {
        Network network = Network.of(List.of(batch.columns(), 500), List.of(Activation.SIGMOID), 1);
        float[] parameters = WeightInitializer.GLOROT.parameters(network, 1);
        Propagation pass = new Propagation(network.layers(), BATCH, withGradient, team);
        VectorSink sink = VectorSink.into(new float[network.dimension()]);
        SparseMatrix nonZeros = dense ? null : batch.nonZeros();
        if (withGradient) {
            Arrays.fill(pass.outputDelta(), 1e-3f);
        }
        return () -> {
            pass.setInput(parameters, batch.values(), nonZeros, BATCH);
            team.run((part, parts) -> {
                pass.forward(part);
                if (withGradient) {
                    pass.backward(part, Propagation.OutputGradient.NONE, sink);
                }
            });
            return pass.output()[0];
        };
    }

    private static Autoencoder model(int words) {
        Network network = Network.autoencoder(
                List.of(words, 500, 500, 128), Activation.SIGMOID, Activation.SIGMOID, Activation.SOFTMAX, false);
        return new Autoencoder(network, WeightInitializer.GLOROT.parameters(network, 1));
    }

    private static Rows rows(Rows documents, boolean dense) {
        return dense ? Rows.of(documents.toArray(), documents.columns()) : documents;
    }

    private static TimedStep step(Rows documents, boolean dense, ThreadTeam team) {
        Autoencoder model = model(documents.columns());
        Network network = model.network();
        Reconstruction objective =
                new Reconstruction(network, Likelihood.MULTINOMIAL, Regularization.NONE.withCodeNoise(4), BATCH, team);
        Optimizer.State<? super DifferentiableFunction> adam =
                Adam.of(1e-3).start(network.dimension(), network.weightCount());
        float[] parameters = model.parameters();
        Rows rows = rows(documents, dense);
        Batch batch = new Batch(BATCH, rows.columns());
        return () -> {
            batch.fill(rows, 0, BATCH);
            return adam.step(objective.bind(batch, 1), parameters, 1);
        };
    }

    private static TimedStep encoding(Autoencoder model, Rows documents, boolean dense, ThreadTeam team) {
        Rows rows = rows(documents, dense);
        return () -> model.encode(rows, team).get(0, 0);
    }
}
