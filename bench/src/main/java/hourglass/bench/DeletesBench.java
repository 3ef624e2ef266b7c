package hourglass.bench;

import hourglass.codes.BinaryCodes;
import hourglass.codes.LinearScan;
import hourglass.codes.Neighbors;
import hourglass.codes.Searcher;
import hourglass.codes.id.IdIndex;
import hourglass.codes.id.IdMatch;
import hourglass.codes.id.IdSearcher;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Deletions one by one from an index with ids, with answers held against a scan of what is left. */
@Command(
        name = "deletes",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Deletes codes by their ids, one by one, from an index of random codes, and compares the answers"
                + " with a scan of what is left, ten times on the way.")
final class DeletesBench implements Callable<Integer> {
    private static final int CHECKS = 10;
    private static final int QUERIES = 20;
    private static final int NEAREST = 10;

    @Option(names = "--items", paramLabel = "N", defaultValue = "1000000", description = "Codes. Default: 1000000.")
    private int items;

    @Option(names = "--deletes", paramLabel = "N", defaultValue = "300000", description = "Default: 300000.")
    private int deletes;

    @Option(names = "--bits", paramLabel = "N", defaultValue = "64", description = "Their length. Default: 64.")
    private int bits;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        if (items < 1 || deletes < 0 || deletes > items) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--items must be 1 or more and --deletes lie in 0..items, but were %d and %d"
                            .formatted(items, deletes));
        }
        BinaryCodes codes = new CodeSamples(bits, 0, 1).uniform(items);
        List<Long> ids =
                LongStream.range(0, items).map(DeletesBench::id).boxed().toList();
        IdIndex<Long> index = IdIndex.ofLongs(codes, ids);
        int[] order = new Random(1).ints(0, items).distinct().limit(deletes).toArray();
        BitSet deleted = new BitSet(items);
        boolean agree = true;
        double seconds = 0;
        double processorSeconds = 0;
        for (int check = 0; check < CHECKS; check++) {
            int from = (int) ((long) check * deletes / CHECKS);
            int to = (int) ((check + 1L) * deletes / CHECKS);
            long start = System.nanoTime();
            long processor = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            for (int i = from; i < to; i++) {
                agree &= index.remove(id(order[i]));
            }
            seconds += (System.nanoTime() - start) / 1e9;
            processorSeconds += (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - processor) / 1e9;
            IntStream.range(from, to).forEach(i -> deleted.set(order[i]));
            agree &= agrees(index, codes, deleted);
        }
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                Locale.ROOT,
                "%d of %d codes of %d bits deleted one by one in %.2f s, of which the processor took %.2f s%n%s%n",
                deletes,
                items,
                bits,
                seconds,
                processorSeconds,
                agree ? "  all answers agree" : "  ANSWERS DIFFER");
        out.flush();
        return agree ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    /** Ids in another order than the codes. */
    private static long id(long item) {
        return item * 0x9e3779b97f4a7c15L;
    }

    private boolean agrees(IdIndex<Long> index, BinaryCodes codes, BitSet deleted) {
        Searcher scan = LinearScan.of(codes).searcher(item -> !deleted.get(item));
        IdSearcher<Long> searcher = index.searcher();
        BinaryCodes queries = new CodeSamples(bits, 0, deleted.cardinality()).uniform(QUERIES);
        Neighbors expected = new Neighbors();
        boolean agree = index.count() == items - deleted.cardinality();
        for (int i = 0; i < QUERIES; i++) {
            scan.nearest(queries.code(i), NEAREST, expected);
            List<IdMatch<Long>> wanted = IntStream.range(0, expected.count())
                    .mapToObj(place -> new IdMatch<>(id(expected.item(place)), expected.distance(place)))
                    .toList();
            agree &= searcher.nearest(queries.code(i), NEAREST).equals(wanted);
        }
        return agree;
    }
}
