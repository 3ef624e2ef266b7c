/**
 * Durable libraries of items with their codes, and search in them.
 *
 * <p>A library is a folder: a model and a Lucene index. A {@link hourglass.library.LibraryWriter} turns items into codes by
 * the model and stores both; what it has committed survives any end of the process. A {@link
 * hourglass.library.Library} is read while it is written to, by {@link hourglass.library.Snapshot}s of one moment:
 *
 * <pre>{@code
 * Corpus corpus = Corpus.open(documents, CorpusOptions.DEFAULT);
 * try (LibraryWriter writer = LibraryWriter.open(folder, () -> SemanticHashing.fit(corpus, 32))) {
 *     corpus.forEach(document -> writer.put(Item.of(document)));
 *     writer.commit();
 * }
 * List<Hit> hits;
 * try (Library library = Library.open(folder);
 *         Snapshot items = library.snapshot()) {
 *     hits = items.search(Search.words("a ship in the storm").withTop(3)).hits();
 * }
 * String best = hits.get(0).id();
 * }</pre>
 *
 * <p>{@link hourglass.lucene.HammingQuery} and {@link hourglass.lucene.NearestQuery} are queries of Lucene, over codes in
 * any index, and combine with all others.
 */
@NullMarked
package hourglass.library;

import org.jspecify.annotations.NullMarked;
