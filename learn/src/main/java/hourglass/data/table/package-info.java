/**
 * Tables of numbers and categories, and their encoding as rows.
 *
 * <p>A table of numbers and categories as rows of numbers, and the transform that makes their columns comparable:
 *
 * <pre>{@code
 * Table table = Table.read(file, ReadOptions.DEFAULT);
 * TableEncoding encoding = TableEncoding.of(table, List.of());
 * Dataset rows = encoding.encode(table);
 * Standardization comparable = encoding.standardization(rows.rows());
 * }</pre>
 */
@NullMarked
package hourglass.data.table;

import org.jspecify.annotations.NullMarked;
