package hourglass.codes;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Multi-index hashing (M. Norouzi, A. Punjani, D. Fleet, Fast search in Hamming space with multi-index hashing, CVPR 2012;
 * exact search in Hamming space with multi-index hashing, PAMI 36, 2014). Codes are cut into m substrings, each with a
 * table of its own. Codes that differ in at most r bits differ in at most r / m in one of the substrings, so small balls
 * in the tables hold every answer.
 *
 * <p>{@link MultiIndexSearch} visits such balls, from the inside out, until the k-th best is no farther than every code
 * not met yet must be. Where buckets are so full, or the answer so far away, that this would take longer than a scan, it scans.
 *
 * <p>Memory beyond the codes, for each substring: 8 bytes a code, 4 bytes an address in use, a quarter of a byte an address;
 * so 12 to 13 bytes a code if there are as many addresses as codes.
 */
public final class MultiIndexHashing extends HammingIndex {
    private final BinaryCodes codes;
    private final int[] order;
    private final SubstringTable[] tables;
    private final SearchCost cost;

    private MultiIndexHashing(BinaryCodes codes, int[] order, SubstringTable[] tables) {
        this.codes = codes;
        this.order = order;
        this.tables = tables;
        cost = SearchCost.of(codes.bits(), codes.count(), tables.length);
    }

    /**
     * Options of building the tables.
     *
     * @param substrings m, from bits / 28 to bits; 0 chooses it by the number of codes
     * @param decorrelate whether to deal out the bits so that those of one substring are little correlated; else they are
     *     cut in their order
     * @param threads that build the tables
     */
    public record Options(int substrings, boolean decorrelate, int threads) {
        /** The defaults: substrings chosen by the number of codes, bits in their order, one thread. */
        public static final Options DEFAULT = new Options(0, false, 1);

        /** Checks the ranges. */
        public Options {
            if (substrings < 0 || substrings > BinaryCodes.MAX_BITS) {
                throw new IllegalArgumentException(
                        "substrings must lie in 0..%d, but were %d".formatted(BinaryCodes.MAX_BITS, substrings));
            }
            if (threads < 1) {
                throw new IllegalArgumentException("threads must be 1 or more, but were " + threads);
            }
        }

        /** The same options with another number of substrings (default: 0, which chooses it by the number of codes). */
        public Options withSubstrings(int number) {
            return new Options(number, decorrelate, threads);
        }

        /** The same options with another number of threads that build the tables (default: 1). */
        public Options withThreads(int number) {
            return new Options(substrings, decorrelate, number);
        }

        /** The same options with correlated bits dealt out to different substrings, or not (default: not). */
        public Options withDecorrelate(boolean chosen) {
            return new Options(substrings, chosen, threads);
        }
    }

    /** Builds the tables with the {@linkplain Options#DEFAULT default options}. */
    public static MultiIndexHashing of(BinaryCodes codes) {
        return of(codes, Options.DEFAULT);
    }

    /** Builds the tables. */
    public static MultiIndexHashing of(BinaryCodes codes, Options options) {
        int m = options.substrings == 0 ? substrings(codes.bits(), codes.count()) : options.substrings;
        int least = leastSubstrings(codes.bits());
        if (m < least || m > codes.bits()) {
            throw new IllegalArgumentException("codes of %d bits are cut into %d to %d substrings, not %d"
                    .formatted(codes.bits(), least, codes.bits(), m));
        }
        int[] order = options.decorrelate ? BitOrder.decorrelated(codes, m) : BitOrder.natural(codes.bits());
        Substring[] substrings = BitOrder.cut(order, m);
        SubstringTable[] tables = new SubstringTable[m];
        WorkQueue.inParallel(options.threads, m, t -> tables[t] = SubstringTable.of(substrings[t], codes));
        return new MultiIndexHashing(codes, order, tables);
    }

    /**
     * About as many addresses as codes: m = bits / log2(count) (section 3.3 of the paper), rounded, and rather down, since
     * learnt codes crowd at some addresses; substrings of 8 bits or more.
     */
    static int substrings(int bits, int count) {
        double best = Math.max(8, Math.log(Math.max(1, count)) / Math.log(2));
        return Math.max(leastSubstrings(bits), (int) (bits / best + 0.4));
    }

    /** Addresses have at most 28 bits. */
    static int leastSubstrings(int bits) {
        return (bits + HammingBall.MAX_BITS - 1) / HammingBall.MAX_BITS;
    }

    static MultiIndexHashing read(CodeFile file) {
        BinaryCodes codes = file.codes();
        int[] order = BitOrder.read(file, codes.bits());
        Substring[] substrings = BitOrder.cut(order, file.tables());
        SubstringTable[] tables = new SubstringTable[substrings.length];
        Arrays.setAll(tables, t -> SubstringTable.read(file, 2 + t * SubstringTable.SECTIONS, substrings[t]));
        return new MultiIndexHashing(codes, order, tables);
    }

    @Override
    public void write(Path file, List<ByteBuffer> attachments) {
        CodeFileWriter.Sections sections = writer -> {
            writer.ints(IntPages.of(order));
            for (SubstringTable table : tables) {
                table.write(writer);
            }
        };
        CodeFileWriter.write(file, CodeFile.Kind.MULTI_INDEX_HASHING, codes, tables.length, sections, attachments);
    }

    @Override
    public BinaryCodes codes() {
        return codes;
    }

    /** m, the number of substrings and of tables. */
    public int substrings() {
        return tables.length;
    }

    @Override
    public long overheadBytes() {
        return Arrays.stream(tables).mapToLong(SubstringTable::bytes).sum();
    }

    @Override
    Search search(Collector collector) {
        return new MultiIndexSearch(codes, tables, cost, collector);
    }
}
