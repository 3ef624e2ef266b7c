/**
 * Binary codes of 1 to 4,096 bits, and exact search among them by Hamming distance.
 *
 * <pre>{@code
 * float[] values = new float[1_000 * 64];
 * Random random = new Random(1);
 * for (int i = 0; i < values.length; i++) {
 *     values[i] = (float) random.nextGaussian();
 * }
 * BinaryCodes codes = Thresholds.median(64, values).apply(values);
 * HammingIndex.of(codes).write(file);
 *
 * Searcher searcher = HammingIndex.open(file).searcher();
 * Neighbors found = new Neighbors();
 * searcher.nearest(codes.code(7), 10, found);
 * int nearest = found.item(0);
 * int distance = found.distance(0);
 * }</pre>
 *
 * <p>{@link hourglass.codes.BinaryCodes} holds codes, packed in longs, in memory or in a mapped file. They come from
 * anywhere, or from real codes by {@link hourglass.codes.Thresholds}. A {@link hourglass.codes.HammingIndex} finds the
 * nearest codes of a query, or all within a radius:
 *
 * <ul>
 *   <li>{@link hourglass.codes.AddressTable}, up to 28 bits: the code is an address, and its neighbours lie at the
 *       addresses around it (R. Salakhutdinov and G. Hinton, Semantic hashing, 2007);
 *   <li>{@link hourglass.codes.MultiIndexHashing}, any length: one table for each part of the code;
 *   <li>{@link hourglass.codes.LinearScan}, any length: every code is compared; nothing beyond the codes is kept;
 *   <li>{@link hourglass.codes.GrowingIndex}: any of these, while codes are added.
 * </ul>
 *
 * <p>{@link hourglass.codes.id.IdIndex} has ids of one's own and deletes; {@link hourglass.codes.join.HammingJoin} finds all
 * pairs within a radius; package {@code hourglass.codes.format} reads and writes the bits of other programs.
 *
 * <p>All give the same answer to every query: nearest first, and of equally near ones that with the smaller number.
 */
@NullMarked
package hourglass.codes;

import org.jspecify.annotations.NullMarked;
