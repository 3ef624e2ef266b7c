package hourglass.server.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import hourglass.library.ItemFilters;
import hourglass.server.http.ProblemException;
import java.util.List;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;

/**
 * What items must match.
 *
 * @param must all of these
 * @param should at least one of these, if there are any
 * @param mustNot none of these
 */
record FilterRequest(
        @Nullable List<Condition> must,
        @Nullable List<Condition> should,
        @JsonProperty("must_not") @Nullable List<Condition> mustNot) {
    private static final int MOST = 256;
    private static final String FIELD = "field.";

    /**
     * One condition.
     *
     * @param key {@code topic}, {@code id} or {@code field.NAME}
     */
    record Condition(@Nullable String key, @Nullable Match match) {
        Query query() {
            if (key == null || match == null) {
                throw ProblemException.badRequest(
                        "a condition of the filter lacks its key or its match",
                        "give {\"key\": \"topic\", \"match\": {\"value\": \"...\"}}");
            }
            List<String> values = match.values();
            if (values.size() == 1) {
                return query(key, values.get(0));
            }
            BooleanQuery.Builder any = new BooleanQuery.Builder();
            values.forEach(value -> any.add(query(key, value), Occur.SHOULD));
            return any.build();
        }

        private static Query query(String key, String value) {
            if (key.equals("topic")) {
                return ItemFilters.topic(value);
            }
            if (key.equals("id")) {
                return ItemFilters.id(value);
            }
            if (key.startsWith(FIELD) && key.length() > FIELD.length()) {
                return ItemFilters.field(key.substring(FIELD.length()), value);
            }
            throw ProblemException.badRequest(
                    "items cannot be filtered by '%s'".formatted(key), "give topic, id or field.NAME");
        }
    }

    /** A value, or any of several. */
    record Match(@Nullable String value, @Nullable List<String> any) {
        List<String> values() {
            if ((value == null) == (any == null) || (any != null && (any.isEmpty() || any.size() > MOST))) {
                throw ProblemException.badRequest(
                        "a match of the filter needs a value, or any of 1 to %d values".formatted(MOST),
                        "give {\"value\": \"...\"} or {\"any\": [\"...\", \"...\"]}");
            }
            return value == null ? any : List.of(value);
        }
    }

    /** As a query of Lucene; null if there are no conditions. */
    @Nullable
    Query query() {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        add(all, must, Occur.FILTER);
        add(all, mustNot, Occur.MUST_NOT);
        if (should != null && !should.isEmpty()) {
            BooleanQuery.Builder any = new BooleanQuery.Builder();
            add(any, should, Occur.SHOULD);
            all.add(any.build(), Occur.FILTER);
        }
        BooleanQuery query = all.build();
        if (query.clauses().isEmpty()) {
            return null;
        }
        boolean negative = query.clauses().stream().allMatch(clause -> clause.getOccur() == Occur.MUST_NOT);
        return negative ? all.add(new MatchAllDocsQuery(), Occur.FILTER).build() : query;
    }

    private static void add(BooleanQuery.Builder query, @Nullable List<Condition> conditions, Occur occur) {
        if (conditions == null) {
            return;
        }
        if (conditions.size() > MOST) {
            throw ProblemException.badRequest(
                    "the filter has %,d conditions, more than %d".formatted(conditions.size(), MOST), "give fewer");
        }
        conditions.forEach(condition -> query.add(condition.query(), occur));
    }
}
