package hourglass.bench;

import hourglass.codes.BinaryCodes;
import hourglass.codes.CodeFileException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Exact search among binary codes: the indexes against each other and against faiss, in turns. */
@Command(
        name = "search",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Times exact search among binary codes: address table, multi-index hashing and linear scan against each other"
                    + " and against faiss (Debian's python3-faiss), in turns, after checking that all answers agree.",
            "The codes are clustered as learnt ones are (centres and flipped bits), and uniformly random as the worst case."
        })
final class SearchBench implements Callable<Integer> {
    @Option(names = "--items", paramLabel = "N", defaultValue = "1000000", description = "Codes. Default: 1000000.")
    private int items;

    @Option(
            names = "--bits",
            split = ",",
            paramLabel = "N",
            defaultValue = "20,64,128",
            description = "Their lengths, 1 to 4096; up to 28 by address table. Default: 20,64,128.")
    private List<Integer> lengths = List.of();

    @Option(names = "--queries", paramLabel = "N", defaultValue = "200", description = "Default: 200.")
    private int queries;

    @Option(
            names = "--codes",
            paramLabel = "FILE",
            description = "Codes to replicate with noise instead of random centres; sets --bits.")
    private @Nullable Path file;

    @Option(
            names = "--noise",
            paramLabel = "P",
            defaultValue = "0.06",
            description = "Probability that a bit is flipped. Default: 0.06.")
    private double noise;

    @Option(
            names = "--cluster",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Codes around a random centre. Default: 1000.")
    private int cluster;

    @Mixin
    private Faiss.Options comparison = new Faiss.Options();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        comparison.check(items >= 1, "--items must be 1 or more, but was " + items);
        comparison.check(queries >= 1, "--queries must be 1 or more, but was " + queries);
        comparison.check();
        comparison.check(cluster >= 1, "--cluster must be 1 or more, but was " + cluster);
        comparison.check(noise >= 0 && noise < 1, "--noise must lie in 0..1 without 1, but was " + noise);
        for (int bits : lengths) {
            comparison.check(
                    bits >= 1 && bits <= BinaryCodes.MAX_BITS,
                    "--bits must lie in 1..%d, but was %d".formatted(BinaryCodes.MAX_BITS, bits));
        }
        try (Faiss faiss = comparison.start()) {
            return run(faiss) ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
        }
    }

    private boolean run(@Nullable Faiss faiss) throws IOException {
        boolean agree = true;
        if (file != null) {
            BinaryCodes given = given(file);
            CodeSamples samples = new CodeSamples(given.bits(), noise, 1);
            return run("given", samples.near(given, items), samples.near(given, queries), faiss);
        }
        for (int bits : lengths) {
            CodeSamples samples = new CodeSamples(bits, noise, 1);
            BinaryCodes centres = samples.uniform((items + cluster - 1) / cluster);
            agree &= run("clustered", samples.near(centres, items), samples.near(centres, queries), faiss);
            agree &= run("uniform", samples.uniform(items), samples.uniform(queries), faiss);
        }
        return agree;
    }

    private BinaryCodes given(Path path) {
        try {
            return BinaryCodes.open(path);
        } catch (CodeFileException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private boolean run(String data, BinaryCodes codes, BinaryCodes queries, @Nullable Faiss faiss) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        SearchResult result =
                new SearchComparison(data, codes, queries, comparison.threads(), comparison.rounds()).run(faiss);
        out.println(comparison.json() ? result.json() : result.text());
        out.flush();
        return result.agree();
    }
}
