/**
 * Lucene queries over binary codes, for any index with a field of binary doc values: {@link
 * hourglass.library.query.HammingQuery} finds all documents within a radius, {@link hourglass.library.query.NearestQuery}
 * the nearest ones that match a filter. {@link hourglass.library.query.CodeBytes} makes the field's values:
 *
 * <pre>{@code
 * document.add(new BinaryDocValuesField("code", CodeBytes.of(64, code)));
 * ...
 * TopDocs ships = searcher.search(new NearestQuery("code", 64, query, 10, 64, new TermQuery(new Term("topic", "ship"))), 10);
 * }</pre>
 */
@NullMarked
package hourglass.library.query;

import org.jspecify.annotations.NullMarked;
