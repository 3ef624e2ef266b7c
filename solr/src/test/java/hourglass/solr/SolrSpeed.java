package hourglass.solr;

import hourglass.lucene.CodeBytes;
import hourglass.lucene.HammingQuery;
import hourglass.lucene.NearestQuery;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;
import org.apache.solr.client.solrj.request.UpdateRequest;
import org.apache.solr.common.SolrInputDocument;

/**
 * Times searches for the ten nearest of clustered codes of 64 bits: by Lucene alone, by {@code {!hamming}} over one shard and two, and
 * by {@code {!knn}} over the bits as bytes. Arguments: the number of items, that of those for {@code {!knn}}, a folder.
 */
final class SolrSpeed {
    private static final int QUERIES = 300;
    private static final SortField BY_ID = new SortField("id", SortField.Type.STRING);

    private final long[] codes;
    private final long[] queries = new long[QUERIES];
    private final Path folder;

    private SolrSpeed(int items, Path folder) {
        this.folder = folder;
        SplittableRandom random = new SplittableRandom(1);
        long[] centres = random.longs(Math.max(1, items / 100)).toArray();
        codes = new long[items];
        for (int i = 0; i < items; i++) {
            codes[i] = near(centres[random.nextInt(centres.length)], random, 7);
        }
        for (int i = 0; i < QUERIES; i++) {
            queries[i] = near(codes[random.nextInt(items)], random, 3);
        }
    }

    private static long near(long code, SplittableRandom random, int flips) {
        long other = code;
        for (int i = 0; i < flips; i++) {
            other ^= 1L << random.nextInt(64);
        }
        return other;
    }

    public static void main(String[] args) throws Exception {
        Path folder = Files.createDirectories(Path.of(args[2]));
        SolrSpeed all = new SolrSpeed(Integer.parseInt(args[0]), folder);
        List<List<String>> exact = all.lucene();
        CodeCluster cluster = new CodeCluster(2, folder);
        try {
            for (int shards : new int[] {1, 2}) {
                all.hamming(cluster, shards, exact);
            }
            new SolrSpeed(Integer.parseInt(args[1]), folder).knn(cluster);
        } finally {
            cluster.close();
        }
    }

    private List<List<String>> lucene() throws Exception {
        List<List<String>> found = new ArrayList<>();
        try (FSDirectory directory = FSDirectory.open(folder.resolve("lucene"))) {
            long start = System.nanoTime();
            try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
                for (int i = 0; i < codes.length; i++) {
                    Document document = new Document();
                    document.add(new StoredField("id", id(i)));
                    document.add(new SortedDocValuesField("id", new BytesRef(id(i))));
                    document.add(new BinaryDocValuesField("code", CodeBytes.of(64, new long[] {codes[i]})));
                    writer.addDocument(document);
                }
                writer.forceMerge(1);
            }
            say("Lucene: indexed in %.1f s".formatted((System.nanoTime() - start) / 1e9));
            try (DirectoryReader reader = DirectoryReader.open(directory)) {
                IndexSearcher searcher = new IndexSearcher(reader);
                start = System.nanoTime();
                HammingQuery.prepare(reader, "code", 64);
                say("Lucene: codes prepared in %.1f s".formatted((System.nanoTime() - start) / 1e9));
                Sort order = new Sort(SortField.FIELD_SCORE, BY_ID);
                time("Lucene", query -> {
                    List<String> ids = new ArrayList<>();
                    NearestQuery nearest =
                            new NearestQuery("code", 64, new long[] {query}, 10, 64, null).withTies(BY_ID);
                    for (ScoreDoc hit : searcher.search(nearest, 10, order).scoreDocs) {
                        ids.add(searcher.storedFields().document(hit.doc).get("id"));
                    }
                    found.add(ids);
                });
            }
        }
        return found.subList(found.size() - QUERIES, found.size());
    }

    private void hamming(CodeCluster cluster, int shards, List<List<String>> exact) throws Exception {
        String collection = "hamming" + shards;
        cluster.create(collection, shards, 1);
        index(cluster, collection, false);
        List<List<String>> found = new ArrayList<>();
        time(
                "{!hamming}, %d shards".formatted(shards),
                query -> found.add(CodeCluster.ids(
                        cluster.ask(collection, "q", "{!hamming f=code topK=10}" + hex(query), "fl", "id"))));
        say("  equal to Lucene's: "
                + found.subList(found.size() - QUERIES, found.size()).equals(exact));
    }

    private void knn(CodeCluster cluster) throws Exception {
        cluster.create("knn", 1, 1);
        index(cluster, "knn", true);
        time(
                "{!hamming}, 1 shard, %,d items".formatted(codes.length),
                query -> cluster.ask("knn", "q", "{!hamming f=code topK=10}" + hex(query), "fl", "id"));
        for (int candidates : new int[] {10, 50, 200, 800}) {
            time(
                    "{!knn topK=%d}, %,d items".formatted(candidates, codes.length),
                    query -> cluster.ask(
                            "knn", "q", "{!knn f=bits topK=%d}%s".formatted(candidates, bits(query)), "fl", "id"));
            say("  recall of the ten distances: %.3f".formatted(recall(cluster, candidates)));
        }
    }

    /** The share of the ten found that are as near as the ten nearest. */
    private double recall(CodeCluster cluster, int candidates) {
        int right = 0;
        for (long query : queries) {
            int tenth = Arrays.stream(codes)
                    .mapToInt(code -> Long.bitCount(code ^ query))
                    .sorted()
                    .skip(9)
                    .findFirst()
                    .orElseThrow();
            right += (int) cluster
                    .ask("knn", "q", "{!knn f=bits topK=%d}%s".formatted(candidates, bits(query)), "fl", "id")
                    .getResults()
                    .stream()
                    .filter(hit -> Long.bitCount(codes[number((String) hit.getFieldValue("id"))] ^ query) <= tenth)
                    .count();
        }
        return right / (10.0 * QUERIES);
    }

    private void index(CodeCluster cluster, String collection, boolean bits) throws Exception {
        long start = System.nanoTime();
        for (int from = 0; from < codes.length; from += 10_000) {
            UpdateRequest update = new UpdateRequest();
            for (int i = from; i < Math.min(codes.length, from + 10_000); i++) {
                SolrInputDocument document = new SolrInputDocument("id", id(i), "code", hex(codes[i]));
                if (bits) {
                    long code = codes[i];
                    document.setField(
                            "bits",
                            IntStream.range(0, 64)
                                    .mapToObj(bit -> (int) (code >> bit & 1))
                                    .toList());
                }
                update.add(document);
            }
            update.process(cluster.nodes().getSolrClient(), collection);
        }
        cluster.nodes().getSolrClient().optimize(collection);
        say("%s: %,d items indexed in %.1f s".formatted(collection, codes.length, (System.nanoTime() - start) / 1e9));
    }

    private interface Search {
        void run(long query) throws Exception;
    }

    private void time(String name, Search search) throws Exception {
        long[] nanos = new long[QUERIES];
        for (int pass = 0; pass < 2; pass++) {
            for (int i = 0; i < QUERIES; i++) {
                long start = System.nanoTime();
                search.run(queries[i]);
                nanos[i] = System.nanoTime() - start;
            }
        }
        Arrays.sort(nanos);
        say("%s: median %.2f ms, 95 %% %.2f ms"
                .formatted(name, nanos[QUERIES / 2] / 1e6, nanos[QUERIES * 95 / 100] / 1e6));
    }

    private static void say(String line) {
        System.out.println(line);
    }

    private static String id(int number) {
        return "d%08d".formatted(number);
    }

    private static int number(String id) {
        return Integer.parseInt(id.substring(1));
    }

    private static String hex(long code) {
        return "%016x".formatted(Long.reverse(code));
    }

    private static String bits(long code) {
        return IntStream.range(0, 64)
                .mapToObj(bit -> "" + (code >> bit & 1))
                .collect(Collectors.joining(",", "[", "]"));
    }
}
