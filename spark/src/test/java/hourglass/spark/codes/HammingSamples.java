package hourglass.spark.codes;

import hourglass.codes.BinaryCodes;
import hourglass.codes.BinaryCodesBuilder;
import hourglass.codes.format.ByteBits;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Codes for tests, the same for the same seed, and tables of them. */
final class HammingSamples {
    static final StructType SCHEMA =
            new StructType().add("id", DataTypes.LongType).add("code", DataTypes.BinaryType);

    private HammingSamples() {}

    /**
     * Codes around some centres.
     *
     * @param centres how many; 0 for codes that are uniformly random
     * @param noise the probability with which a bit differs from that of the centre; 0 for duplicates
     */
    static BinaryCodes clustered(int bits, int count, int centres, double noise, long seed) {
        Random random = new Random(seed);
        long[][] centre = new long[Math.max(1, centres)][];
        for (int i = 0; i < centre.length; i++) {
            centre[i] = near(new long[(bits + 63) / 64], bits, 0.5, random);
        }
        BinaryCodesBuilder codes = BinaryCodes.builder(bits);
        for (int i = 0; i < count; i++) {
            codes.add(
                    centres == 0
                            ? near(centre[0], bits, 0.5, random)
                            : near(centre[random.nextInt(centres)], bits, noise, random));
        }
        return codes.build();
    }

    /** A code with some of its bits flipped. */
    private static long[] near(long[] code, int bits, double noise, Random random) {
        long[] near = code.clone();
        for (int bit = 0; bit < bits; bit++) {
            if (random.nextDouble() < noise) {
                near[bit >> 6] ^= 1L << bit;
            }
        }
        return near;
    }

    /** Codes as bytes, with their numbers as ids. */
    static List<Row> rows(BinaryCodes codes) {
        return IntStream.range(0, codes.count())
                .mapToObj(i -> RowFactory.create((long) i, ByteBits.HIGHEST_FIRST.encode(codes, i)))
                .toList();
    }

    static Dataset<Row> table(SparkSession spark, BinaryCodes codes) {
        return spark.createDataFrame(rows(codes), SCHEMA);
    }
}
