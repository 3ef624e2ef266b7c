package hourglass.library;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiBits;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** Some of the items in the order of their ids, which no change of the index alters. */
final class ItemPage {
    private ItemPage() {}

    /**
     * The documents whose ids follow one.
     *
     * @param after the id that the page before ended with, or empty
     * @param accepted which documents match, or null for all
     */
    static List<Integer> of(IndexReader reader, String after, int count, @Nullable Bits accepted) throws IOException {
        List<Integer> documents = new ArrayList<>();
        Terms terms = MultiTerms.getTerms(reader, ItemDocument.ID);
        if (terms == null) {
            return documents;
        }
        Bits live = MultiBits.getLiveDocs(reader);
        TermsEnum all = terms.iterator();
        BytesRef first = new BytesRef(after);
        if (all.seekCeil(first) == TermsEnum.SeekStatus.END) {
            return documents;
        }
        PostingsEnum postings = null;
        for (BytesRef id = all.term(); id != null && documents.size() < count; id = all.next()) {
            if (id.equals(first)) {
                continue;
            }
            postings = all.postings(postings, PostingsEnum.NONE);
            for (int document = postings.nextDoc();
                    document != DocIdSetIterator.NO_MORE_DOCS;
                    document = postings.nextDoc()) {
                if ((live == null || live.get(document)) && (accepted == null || accepted.get(document))) {
                    documents.add(document);
                }
            }
        }
        return documents;
    }
}
