package hourglass.library;

import hourglass.text.Analysis;
import java.io.IOException;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.uhighlight.LengthGoalBreakIterator;
import org.apache.lucene.search.uhighlight.Passage;
import org.apache.lucene.search.uhighlight.PassageFormatter;
import org.apache.lucene.search.uhighlight.UnifiedHighlighter;
import org.jspecify.annotations.Nullable;

/** Chooses the snippets of hits: where the words searched for stand closest, or the beginning. For one thread. */
final class Highlighter {
    /** Looks for no words. */
    static final Highlighter BEGINNINGS = new Highlighter(null, null);

    /** Characters from one passage to the next. */
    private static final int LENGTH = 120;
    /** The share of a passage that comes before the first word found. */
    private static final float BEFORE = 0.3f;
    /** The characters of a text that are searched, since they are cut into words again for each hit. */
    private static final int LOOKED_AT = 100_000;

    private final @Nullable UnifiedHighlighter highlighter;
    private final @Nullable Query query;

    private Highlighter(@Nullable UnifiedHighlighter highlighter, @Nullable Query query) {
        this.highlighter = highlighter;
        this.query = query;
    }

    /** Looks for the words of a query. */
    static Highlighter of(Query query, Analysis analysis) {
        UnifiedHighlighter highlighter = UnifiedHighlighter.builderWithoutSearcher(analysis.analyzer())
                .withBreakIterator(() -> LengthGoalBreakIterator.createClosestToLength(
                        BreakIterator.getWordInstance(Locale.ROOT), LENGTH, BEFORE))
                .withMaxLength(LOOKED_AT)
                .withMaxNoHighlightPassages(0)
                .withFormatter(new Start())
                .build();
        return new Highlighter(highlighter, query);
    }

    /** Gives the place at which the best passage begins, instead of marking words. */
    private static final class Start extends PassageFormatter {
        @Override
        public Object format(Passage[] passages, String content) {
            return passages[0].getStartOffset();
        }
    }

    /** Where a text contains some of these words, as begin and end. */
    static List<int[]> marks(Set<String> words, String text, Analysis analysis) throws IOException {
        List<int[]> marks = new ArrayList<>();
        try (TokenStream tokens = analysis.analyzer().tokenStream(ItemDocument.WORDS, text)) {
            CharTermAttribute word = tokens.addAttribute(CharTermAttribute.class);
            OffsetAttribute place = tokens.addAttribute(OffsetAttribute.class);
            tokens.reset();
            while (tokens.incrementToken()) {
                if (words.contains(word.toString())) {
                    marks.add(new int[] {place.startOffset(), place.endOffset()});
                }
            }
            tokens.end();
        }
        return marks;
    }

    /** The snippet of a text. */
    String of(String text) throws IOException {
        Object start = highlighter == null || query == null
                ? null
                : highlighter.highlightWithoutSearcher(ItemDocument.WORDS, query, text, 1);
        int from = start == null ? 0 : (int) start;
        String passage = Snippet.of(text.substring(from));
        return text.substring(0, from).isBlank() ? passage : "..." + passage;
    }
}
