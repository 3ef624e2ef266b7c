/**
 * Lucene queries over binary codes, for any index with a field of binary doc values: {@link
 * hourglass.lucene.HammingQuery} finds all documents within a radius, {@link hourglass.lucene.NearestQuery}
 * the nearest ones that match a filter. {@link hourglass.lucene.CodeBytes} makes the field's values:
 *
 * <pre>{@code
 * Directory directory = new ByteBuffersDirectory();
 * try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
 *     for (long code = 0; code < 100; code++) {
 *         Document document = new Document();
 *         document.add(new BinaryDocValuesField("code", CodeBytes.of(64, new long[] {code})));
 *         writer.addDocument(document);
 *     }
 * }
 * try (IndexReader reader = DirectoryReader.open(directory)) {
 *     Query nearest = new NearestQuery("code", 64, new long[] {7}, 4, 64, null);
 *     found = new IndexSearcher(reader).search(nearest, 4);
 * }
 * }</pre>
 */
@NullMarked
package hourglass.lucene;

import org.jspecify.annotations.NullMarked;
