package hourglass.solr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hourglass.library.Hit;
import hourglass.library.Item;
import hourglass.library.Library;
import hourglass.library.LibraryWriter;
import hourglass.library.Search;
import hourglass.library.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.TermQuery;
import org.apache.solr.client.solrj.SolrServerException;
import org.apache.solr.client.solrj.response.QueryResponse;
import org.apache.solr.common.SolrDocument;
import org.apache.solr.common.SolrException;
import org.apache.solr.common.SolrInputDocument;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A collection of one shard and one of two shards with two replicas each find what a library of the same items finds. */
class SolrSearchTest {
    private static final int ITEMS = 20_000;
    private static final String ONE = "one";
    private static final String FOUR = "four";
    private static final String WRITTEN = "written";
    private static final List<SolrInputDocument> DOCUMENTS = CodeCluster.documents(ITEMS);

    private static CodeCluster cluster;
    private static Library library;
    private static Snapshot items;

    @BeforeAll
    static void index(@TempDir Path temporary) throws Exception {
        cluster = new CodeCluster(2, temporary);
        cluster.create(ONE, 1, 1);
        cluster.create(FOUR, 2, 2);
        cluster.create(WRITTEN, 2, 1);
        cluster.add(ONE, DOCUMENTS);
        cluster.add(FOUR, DOCUMENTS);
        Path folder = temporary.resolve("library");
        try (LibraryWriter writer = LibraryWriter.open(folder, CodeCluster.TEXTS)) {
            for (SolrInputDocument document : DOCUMENTS) {
                writer.put(Item.of((String) document.getFieldValue("id"), "", (String) document.getFieldValue("text"))
                        .withTopics(List.of((String) document.getFieldValue("topic"))));
            }
            writer.commit();
        }
        library = Library.open(folder);
        items = library.snapshot();
    }

    @AfterAll
    static void close() throws Exception {
        items.close();
        library.close();
        cluster.close();
    }

    /** The code of an item in hexadecimal, with some bits flipped. */
    private static String code(int item, int flipped) {
        long code = items.code(CodeCluster.id(item)).orElseThrow().binary()[0] ^ flipped * 0x0100_0000_0001L;
        return hex(code);
    }

    private static String hex(long code) {
        return "%016x".formatted(Long.reverse(code));
    }

    private static long code(String hex) {
        return Long.reverse(Long.parseUnsignedLong(hex, 16));
    }

    /** All items of the library in the order of their distances and ids. */
    private static List<String> expected(Search search, int k) {
        return items.search(search.withTop(ITEMS).withoutTexts()).hits().stream()
                .sorted(java.util.Comparator.comparingInt(Hit::distance).thenComparing(Hit::id))
                .limit(k)
                .map(Hit::id)
                .toList();
    }

    private static void holdsForBoth(java.util.function.Consumer<String> check) {
        check.accept(ONE);
        check.accept(FOUR);
    }

    @Test
    void findsTheNearestInTheOrderOfDistanceAndId() {
        for (int item = 0; item < 60; item++) {
            String code = code(item * 300, item % 3);
            List<String> expected = expected(Search.code(code(code)), 10);
            holdsForBoth(collection -> assertThat(
                            Cloud.ids(cluster.ask(collection, "q", "{!hamming f=code topK=10}" + code, "rows", "100")))
                    .isEqualTo(expected));
        }
    }

    @Test
    void findsAllWithinARadius() {
        for (int item = 0; item < 20; item++) {
            String code = code(item * 700, 1);
            List<String> expected = expected(Search.code(code(code)).withRadius(6), ITEMS);
            holdsForBoth(collection -> {
                QueryResponse found =
                        cluster.ask(collection, "q", "{!hamming f=code radius=6}" + code, "rows", "20000");
                assertThat(Cloud.ids(found)).isEqualTo(expected);
                assertThat(found.getResults().getNumFound()).isEqualTo(expected.size());
            });
        }
    }

    @Test
    void findsTheNearestWithinARadius() {
        String code = code(5, 0);
        List<String> expected = expected(Search.code(code(code)).withRadius(3), 5);
        holdsForBoth(collection -> assertThat(
                        Cloud.ids(cluster.ask(collection, "q", "{!hamming f=code topK=5 radius=3}" + code)))
                .isEqualTo(expected));
    }

    @Test
    void findsTheNearestOfThoseThatFiltersLetPass() {
        String code = code(77, 1);
        List<String> expected =
                expected(Search.code(code(code)).withFilter(new TermQuery(new Term("topic", "t3"))), 15);
        holdsForBoth(collection -> {
            String all = "{!hamming f=code topK=15}" + code;
            assertThat(Cloud.ids(cluster.ask(collection, "q", all, "fq", "topic:t3", "rows", "15")))
                    .isEqualTo(expected);
            assertThat(Cloud.ids(cluster.ask(
                            collection, "q", "{!hamming f=code topK=15 preFilter=topic:t3}" + code, "rows", "15")))
                    .isEqualTo(expected);
        });
    }

    /** It takes away from the nearest of each shard, so that this is for one shard. */
    @Test
    void aFilterThatIsExcludedComesAfterTheSearch() {
        String code = code(77, 1);
        List<String> expected = expected(Search.code(code(code)), 15).stream()
                .filter(id -> Integer.parseInt(id.substring(1)) % 10 == 3)
                .toList();
        assertThat(Cloud.ids(cluster.ask(
                        ONE,
                        "q",
                        "{!hamming f=code topK=15 excludeTags=later}" + code,
                        "fq",
                        "{!tag=later}topic:t3",
                        "rows",
                        "15")))
                .isEqualTo(expected);
    }

    @Test
    void findsWhatIsNearADocument() {
        String code = code(123, 0);
        List<String> expected = expected(Search.code(code(code)), 10);
        holdsForBoth(collection -> assertThat(Cloud.ids(
                        cluster.ask(collection, "q", "{!hamming f=code id=%s}".formatted(CodeCluster.id(123)))))
                .isEqualTo(expected));
    }

    @Test
    void pagesAreThoseOfOneList() {
        String code = code(9, 2);
        List<String> expected = expected(Search.code(code(code)), 25);
        holdsForBoth(collection -> {
            String query = "{!hamming f=code topK=25}" + code;
            assertThat(Cloud.ids(cluster.ask(collection, "q", query, "rows", "10", "start", "10")))
                    .isEqualTo(expected.subList(10, 20));
            assertThat(Cloud.ids(cluster.ask(collection, "q", query, "rows", "10", "start", "20")))
                    .isEqualTo(expected.subList(20, 25));
        });
    }

    @Test
    void findsAllWhereThereAreFewerThanAskedFor() {
        String code = code(9, 2);
        List<String> expected =
                expected(Search.code(code(code)).withFilter(new TermQuery(new Term("topic", "t1"))), ITEMS);
        holdsForBoth(collection -> assertThat(Cloud.ids(cluster.ask(
                        collection, "q", "{!hamming f=code topK=100000}" + code, "fq", "topic:t1", "rows", "100000")))
                .isEqualTo(expected));
    }

    @Test
    void theDistanceIsAFieldAScoreAndAKeyToSortBy() {
        String code = code(50, 3);
        Map<String, Integer> distances =
                items.search(Search.code(code(code)).withTop(ITEMS).withoutTexts()).hits().stream()
                        .collect(Collectors.toMap(Hit::id, Hit::distance));
        holdsForBoth(collection -> {
            QueryResponse nearest = cluster.ask(
                    collection,
                    "q",
                    "{!hamming f=code topK=20}" + code,
                    "fl",
                    "id,score,distance:hamming(code,%s)".formatted(code),
                    "rows",
                    "20");
            for (SolrDocument hit : nearest.getResults()) {
                int distance = distances.get((String) hit.getFieldValue("id"));
                assertThat(hit.getFieldValue("distance")).isEqualTo(distance);
                assertThat(hit.getFieldValue("score")).isEqualTo(1f / (1 + distance));
            }
            assertThat(Cloud.ids(cluster.ask(
                            collection,
                            "q",
                            "*:*",
                            "sort",
                            "hamming(code,%s) asc,id asc".formatted(code),
                            "rows",
                            "20")))
                    .isEqualTo(Cloud.ids(nearest));
        });
    }

    @Test
    void ranksAgainByTheDistance() {
        String code = code(4, 1);
        holdsForBoth(collection -> {
            List<String> found = Cloud.ids(cluster.ask(
                    collection,
                    "q",
                    "text:w3",
                    "rq",
                    "{!rerank reRankQuery=$nearer reRankDocs=20000 reRankWeight=1000}",
                    "nearer",
                    "{!hamming f=code radius=64}" + code,
                    "rows",
                    "5",
                    "fl",
                    "id"));
            int best = items.search(Search.code(code(code)).withTop(ITEMS)).hits().stream()
                    .filter(hit -> items.item(hit.id()).orElseThrow().text().matches(".*\\bw3\\b.*"))
                    .mapToInt(Hit::distance)
                    .min()
                    .orElseThrow();
            long first = items.code(found.get(0)).orElseThrow().binary()[0];
            assertThat(Long.bitCount(first ^ code(code))).isEqualTo(best);
        });
    }

    @Test
    void anEqualCodeIsFoundByATerm() {
        String code = code(31, 0);
        List<String> expected = expected(Search.code(code(code)).withRadius(0), ITEMS);
        holdsForBoth(collection -> assertThat(
                        Cloud.ids(cluster.ask(collection, "q", "code:" + code, "sort", "id asc", "rows", "20000")))
                .isEqualTo(expected));
    }

    @Test
    void codesComeBackInHexadecimalAndAreTakenInBase64() throws SolrServerException, IOException {
        byte[] bytes = {1, 2, 3, 4, 5, 6, 7, (byte) 0x88};
        cluster.add(
                WRITTEN,
                new SolrInputDocument(
                        "id", "base64", "code", java.util.Base64.getEncoder().encodeToString(bytes)));
        cluster.add(WRITTEN, new SolrInputDocument("id", "hex", "code", "0102030405060788"));
        cluster.add(WRITTEN, document("bytes", "code", bytes));
        for (String id : List.of("base64", "hex", "bytes")) {
            assertThat(cluster.ask(WRITTEN, "q", "id:" + id).getResults().get(0).getFieldValue("code"))
                    .isEqualTo("0102030405060788");
            assertThat(cluster.ask(WRITTEN, "q", "id:" + id, "fl", "id,code")
                            .getResults()
                            .get(0)
                            .getFieldValue("code"))
                    .isEqualTo("0102030405060788");
            assertThat(cluster.get(WRITTEN, id).getFieldValue("code")).isEqualTo("0102030405060788");
        }
    }

    private static SolrInputDocument document(String id, String field, @Nullable Object value) {
        SolrInputDocument document = new SolrInputDocument("id", id);
        document.setField(field, value);
        return document;
    }

    @Test
    void anAtomicUpdateKeepsTheCodeAndOneOfTheTextChangesIt() throws SolrServerException, IOException {
        cluster.add(WRITTEN, CodeCluster.document("atomic", "w1 w2", "t1"));
        Object before = cluster.get(WRITTEN, "atomic").getFieldValue("code");
        cluster.add(WRITTEN, document("atomic", "topic", Map.of("set", "t2")));
        assertThat(cluster.get(WRITTEN, "atomic").getFieldValue("code")).isEqualTo(before);
        cluster.add(WRITTEN, document("atomic", "text", Map.of("set", "w7 w8")));
        assertThat(cluster.get(WRITTEN, "atomic").getFieldValue("code"))
                .isEqualTo(hex(CodeCluster.TEXTS.binary(
                                CodeCluster.TEXTS.encode(row(7, 8)).values())
                        .code(0)[0]))
                .isNotEqualTo(before);
        assertThat(cluster.get(WRITTEN, "atomic").getFieldValue("model"))
                .isEqualTo(hourglass.persistence.ModelFile.fingerprint(CodeCluster.TEXTS));
    }

    private static hourglass.data.Rows row(int... words) {
        float[] values = new float[Models.WORDS];
        Arrays.stream(words).forEach(word -> values[word] = 1);
        return hourglass.data.Rows.of(values, Models.WORDS);
    }

    @Test
    void deletedDocumentsAreNotFound() throws SolrServerException, IOException {
        cluster.add(WRITTEN, CodeCluster.document("deleted", "w20 w21", "t1"));
        String code = (String) cluster.get(WRITTEN, "deleted").getFieldValue("code");
        assertThat(Cloud.ids(cluster.ask(WRITTEN, "q", "{!hamming f=code radius=0}" + code)))
                .contains("deleted");
        cluster.nodes().getSolrClient().deleteById(WRITTEN, "deleted");
        cluster.nodes().getSolrClient().commit(WRITTEN);
        assertThat(Cloud.ids(cluster.ask(WRITTEN, "q", "{!hamming f=code radius=0}" + code)))
                .doesNotContain("deleted");
    }

    @Test
    void vectorsAreEncoded() throws SolrServerException, IOException {
        float[] values = new float[Models.WORDS];
        values[3] = values[5] = 1;
        addVector("vector", values);
        assertThat(cluster.get(WRITTEN, "vector").getFieldValue("code"))
                .isEqualTo(hex(CodeCluster.VECTORS.binary(
                                CodeCluster.VECTORS.encode(row(3, 5)).values())
                        .code(0)[0]));
    }

    private static void addVector(String id, float[] values) throws SolrServerException, IOException {
        List<Float> numbers = java.util.stream.IntStream.range(0, values.length)
                .mapToObj(i -> values[i])
                .toList();
        addSource("encode-vectors", document(id, "vector", numbers));
    }

    private static void addSource(String chain, SolrInputDocument document) throws SolrServerException, IOException {
        var update = new org.apache.solr.client.solrj.request.UpdateRequest();
        update.setParam("update.chain", chain);
        update.add(document);
        update.process(cluster.nodes().getSolrClient(), WRITTEN);
        cluster.nodes().getSolrClient().commit(WRITTEN);
    }

    @Test
    void documentsWithACodeAreToldFromThoseWithout() throws SolrServerException, IOException {
        cluster.add(WRITTEN, new SolrInputDocument("id", "coded", "code", "ff".repeat(8), "title", "existence"));
        cluster.add(WRITTEN, new SolrInputDocument("id", "uncoded", "title", "existence"));
        assertThat(Cloud.ids(cluster.ask(WRITTEN, "q", "title:existence", "fq", "code:*")))
                .containsExactly("coded");
        assertThat(Cloud.ids(cluster.ask(WRITTEN, "q", "title:existence", "fq", "-code:[* TO *]")))
                .containsExactly("uncoded");
    }

    @Test
    void documentsWithNothingToEncodeAreTakenWithoutACode() throws SolrServerException, IOException {
        addSource("encode-vectors", document("no-vector", "vector", null));
        addSource("encode", document("no-text", "text", null));
        addSource("encode", document("empty-texts", "text", List.of()));
        for (String id : List.of("no-vector", "no-text", "empty-texts")) {
            assertThat(cluster.get(WRITTEN, id).getFieldNames()).doesNotContain("code", "model");
        }
    }

    @Test
    void aTextThatIsTakenAwayTakesItsCodeWithIt() throws SolrServerException, IOException {
        cluster.add(WRITTEN, CodeCluster.document("emptied", "w1 w2", "t1"));
        addSource("encode", document("emptied", "text", Collections.singletonMap("set", null)));
        assertThat(cluster.get(WRITTEN, "emptied").getFieldNames()).doesNotContain("text", "code", "model");
    }

    private static void refuses(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String... parts) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        SolrException.class, e -> assertThat(e.code()).isEqualTo(400))
                .hasMessageContainingAll(parts);
    }

    @Test
    void refusesCodesOfAnotherLength() {
        refuses(
                () -> cluster.add(WRITTEN, new SolrInputDocument("id", "short", "code", "0011")),
                "short",
                "code",
                "'0011' is not one of 64 bits",
                "16 hexadecimal digits");
        holdsForBoth(collection -> refuses(
                () -> cluster.ask(collection, "q", "{!hamming f=code}00112233"), "field 'code'", "not one of 64 bits"));
        holdsForBoth(collection -> refuses(
                () -> cluster.ask(collection, "q", "*:*", "fl", "hamming(code,0011)"),
                "field 'code'",
                "not one of 64 bits"));
    }

    @Test
    void refusesVectorsThatTheModelCannotTake() {
        refuses(() -> addVector("ragged", new float[] {1, 2}), "'ragged'", "'vector'", "has 2 values", "takes 60");
        float[] infinite = new float[Models.WORDS];
        infinite[7] = Float.NaN;
        refuses(() -> addVector("infinite", infinite), "'infinite'", "'vector'", "value 7 is NaN");
        refuses(() -> addVector("long", new float[Models.WORDS + 1]), "'long'", "has 61 values", "takes 60");
        refuses(
                () -> addSource("encode-vectors", document("empty", "vector", List.of())),
                "'empty'",
                "'vector'",
                "has 0 values");
        List<Object> withNull = new ArrayList<>(Collections.nCopies(Models.WORDS, 1f));
        withNull.set(7, null);
        refuses(
                () -> addSource("encode-vectors", document("null", "vector", withNull)),
                "'null'",
                "value 7 is null, which is not a number");
    }

    @Test
    void refusesQueriesThatAskForNothing() {
        refuses(() -> cluster.ask(ONE, "q", "{!hamming f=code topK=0}" + code(1, 0)), "topK is 0");
        refuses(() -> cluster.ask(ONE, "q", "{!hamming f=code radius=65}" + code(1, 0)), "radius is 65", "0..64");
        refuses(() -> cluster.ask(ONE, "q", "{!hamming f=code}"), "there is no code to search for");
        refuses(() -> cluster.ask(ONE, "q", "{!hamming f=text}" + code(1, 0)), "'text' holds no codes");
        refuses(() -> cluster.ask(FOUR, "q", "{!hamming f=code id=unknown}"), "there is no document 'unknown'");
        refuses(() -> cluster.ask(ONE, "q", "*:*", "sort", "code asc"), "codes have no order", "hamming(code,CODE)");
    }

    @Test
    void refusesToCountCodes() {
        for (String[] count : new String[][] {
            {"facet", "true", "facet.field", "code"},
            {"json.facet", "{codes:{type:terms,field:code}}"}
        }) {
            holdsForBoth(collection -> refuses(
                    () -> cluster.ask(
                            collection,
                            Stream.concat(Stream.of("q", "*:*"), Arrays.stream(count))
                                    .toArray(String[]::new)),
                    "code"));
        }
    }

    @Test
    void findsAllWhereAShardHasFewerThanAskedFor() {
        String code = code(9, 2);
        List<String> expected = expected(Search.code(code(code)), ITEMS);
        holdsForBoth(collection -> assertThat(
                        Cloud.ids(cluster.ask(collection, "q", "{!hamming f=code topK=19999}" + code, "rows", "30000")))
                .isEqualTo(expected.subList(0, 19_999)));
    }

    /** The page shows what this configset has, and its searches are answered. */
    @Test
    void thePageIsRight() throws IOException {
        String page = Files.readString(Path.of("../docs/solr.md"));
        String configuration = Files.readString(Path.of("src/test/resources/configset/conf/schema.xml"))
                + Files.readString(Path.of("src/test/resources/configset/conf/solrconfig.xml"));
        assertThat(blocks(page, "xml")).isNotEmpty().allSatisfy(block -> assertThat(unspaced(configuration))
                .contains(unspaced(block)));
        List<String> searches =
                blocks(page, "text").stream().flatMap(String::lines).toList();
        assertThat(searches).isNotEmpty();
        for (String search : searches) {
            String[] parameters = Arrays.stream(search.split("&"))
                    .flatMap(parameter -> Arrays.stream(parameter.split("=", 2)))
                    .toArray(String[]::new);
            holdsForBoth(
                    collection -> assertThat(cluster.ask(collection, parameters).getResults())
                            .as(search)
                            .isNotNull());
        }
    }

    private static List<String> blocks(String page, String language) {
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(page)
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    private static String unspaced(String text) {
        return text.replaceAll("\\s+", " ").replace("> <", "><").strip();
    }
}
