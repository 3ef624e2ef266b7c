/**
 * Documents as rows of numbers: readers for the usual collections and files, words by language, vocabularies and counts.
 *
 * <p>A {@link hourglass.text.Corpus} is opened from a folder, an archive or a file of any known kind, and read document by
 * document, so that memory does not grow with it. An {@link hourglass.text.Analysis} makes words of a text, a
 * {@link hourglass.text.Vocabulary} keeps the most frequent of them, and {@link hourglass.text.DocumentCounts} are how often
 * each document holds each, as sparse rows with titles and topics:
 *
 * <pre>{@code
 * CorpusOptions options = CorpusOptions.DEFAULT;
 * Corpus training = Corpus.open(path, options.withSplit(Split.TRAIN));
 * Vocabulary vocabulary = Vocabulary.of(training, Analysis.ENGLISH, 2000);
 * DocumentCounts counts = DocumentCounts.of(training, vocabulary);
 * }</pre>
 */
@NullMarked
package hourglass.text;

import org.jspecify.annotations.NullMarked;
