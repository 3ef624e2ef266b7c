/**
 * Documents as rows of numbers: readers for the usual collections and files, words by language, vocabularies and counts.
 *
 * <p>A {@link hourglass.text.Corpus} is opened from a folder, an archive or a file of any known kind, and read document by
 * document, so that memory does not grow with it. An {@link hourglass.text.Analysis} makes words of a text, a
 * {@link hourglass.text.Vocabulary} keeps the most frequent of them, and {@link hourglass.text.DocumentCounts} are how often
 * each document holds each, as sparse rows with titles and topics. A whole program:
 *
 * <pre>{@code
 * import hourglass.data.file.Split;
 * import hourglass.text.Analysis;
 * import hourglass.text.Corpus;
 * import hourglass.text.CorpusOptions;
 * import hourglass.text.DocumentCounts;
 * import hourglass.text.ReadReport;
 * import hourglass.text.Vocabulary;
 * import java.nio.file.Path;
 *
 * class CountWords {
 *     public static void main(String[] args) {
 *         Corpus training = Corpus.open(Path.of(args[0]), CorpusOptions.DEFAULT.withSplit(Split.TRAIN));
 *         ReadReport report = training.forEach(document -> System.out.println(document.id()));
 *         report.remarks().forEach(System.out::println);
 *         Vocabulary vocabulary = Vocabulary.of(training, Analysis.ENGLISH, 2000);
 *         DocumentCounts counts = DocumentCounts.of(training, vocabulary);
 *         System.out.printf(
 *                 "%d documents, %d words: %s%n", counts.rows().count(), vocabulary.size(), vocabulary.words());
 *     }
 * }
 * }</pre>
 */
@NullMarked
package hourglass.text;

import org.jspecify.annotations.NullMarked;
