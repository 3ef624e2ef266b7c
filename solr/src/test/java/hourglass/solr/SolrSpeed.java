package hourglass.solr;

import hourglass.library.Hit;
import hourglass.library.Item;
import hourglass.library.Library;
import hourglass.library.LibraryWriter;
import hourglass.library.Ranking;
import hourglass.library.Search;
import hourglass.library.Snapshot;
import hourglass.lucene.CodeBytes;
import hourglass.lucene.HammingQuery;
import hourglass.lucene.NearestQuery;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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
import org.apache.solr.client.solrj.SolrClient;
import org.apache.solr.client.solrj.impl.CloudHttp2SolrClient;
import org.apache.solr.client.solrj.impl.Http2SolrClient;
import org.apache.solr.client.solrj.request.UpdateRequest;
import org.apache.solr.common.SolrInputDocument;

/**
 * Times searches for the ten nearest of clustered codes of 64 bits, in turns: by Lucene alone, by a library, by {@code {!hamming}} over
 * one shard and two, and by {@code {!knn}} over the bits as bytes, with as many candidates as it needs for a recall of 0.99. Arguments:
 * the number of items, a folder that does not exist, and {@code knn} if that is to be timed, whose index takes long.
 */
final class SolrSpeed {
    private static final int QUERIES = 300;
    private static final int ROUNDS = 5;
    private static final int TOP = 10;
    private static final double RECALL = 0.99;
    private static final SortField BY_ID = new SortField("id", SortField.Type.STRING);

    private final long[] codes;
    private final long[] queries = new long[QUERIES];
    private final int[][] distances;

    /** What finds the ten nearest; gives their numbers. */
    private interface Search10 {
        List<Integer> run(long query) throws Exception;
    }

    private SolrSpeed(int items) {
        SplittableRandom random = new SplittableRandom(1);
        long[] centres = random.longs(Math.max(1, items / 100)).toArray();
        codes = new long[items];
        for (int i = 0; i < items; i++) {
            codes[i] = near(centres[random.nextInt(centres.length)], random, 7);
        }
        for (int i = 0; i < QUERIES; i++) {
            queries[i] = near(codes[random.nextInt(items)], random, 3);
        }
        distances = Arrays.stream(queries)
                .mapToObj(query -> Arrays.stream(codes)
                        .mapToInt(code -> Long.bitCount(code ^ query))
                        .sorted()
                        .limit(TOP)
                        .toArray())
                .toArray(int[][]::new);
    }

    private static long near(long code, SplittableRandom random, int flips) {
        long other = code;
        for (int i = 0; i < flips; i++) {
            other ^= 1L << random.nextInt(64);
        }
        return other;
    }

    public static void main(String[] args) throws Exception {
        Path folder = Files.createDirectories(Path.of(args[1]));
        SolrSpeed all = new SolrSpeed(Integer.parseInt(args[0]));
        all.writeLucene(folder.resolve("lucene"));
        all.writeLibrary(folder.resolve("library"));
        CodeCluster cluster = new CodeCluster(2, folder);
        try (FSDirectory directory = FSDirectory.open(folder.resolve("lucene"));
                DirectoryReader reader = DirectoryReader.open(directory);
                Library library = Library.open(folder.resolve("library"));
                Snapshot items = library.snapshot();
                SolrClient solr = patient(cluster)) {
            HammingQuery.prepare(reader, "code", 64);
            List<Timing> timings = new ArrayList<>();
            timings.add(all.new Timing("Lucene alone", lucene(new IndexSearcher(reader))));
            timings.add(all.new Timing("library", library(items)));
            for (int shards : new int[] {1, 2}) {
                String collection = "hamming" + shards;
                cluster.create(collection, shards, 1);
                all.writeSolr(solr, collection, false);
                timings.add(all
                .new Timing(
                        "{!hamming}, shards: " + shards,
                        query -> solr(solr, collection, "{!hamming f=code topK=10}" + hex(query))));
            }
            if (args.length > 2) {
                cluster.create("knn", 1, 1);
                all.writeSolr(solr, "knn", true);
                timings.add(all.knn(solr));
            }
            for (int round = 0; round < ROUNDS; round++) {
                for (Timing timing : timings) {
                    timing.run();
                }
            }
            timings.forEach(Timing::print);
        } finally {
            cluster.close();
        }
    }

    /** A client that waits as long as a merge of the graphs of {@code {!knn}} takes. */
    private static SolrClient patient(CodeCluster cluster) {
        return new CloudHttp2SolrClient.Builder(
                        List.of(cluster.nodes().getZkServer().getZkAddress()), Optional.empty())
                .withHttpClientBuilder(new Http2SolrClient.Builder()
                        .withIdleTimeout(2, TimeUnit.HOURS)
                        .withRequestTimeout(2, TimeUnit.HOURS))
                .build();
    }

    private void writeLucene(Path folder) throws Exception {
        long start = System.nanoTime();
        try (FSDirectory directory = FSDirectory.open(folder);
                IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
            for (int i = 0; i < codes.length; i++) {
                Document document = new Document();
                document.add(new StoredField("id", id(i)));
                document.add(new SortedDocValuesField("id", new BytesRef(id(i))));
                document.add(new BinaryDocValuesField("code", CodeBytes.of(64, new long[] {codes[i]})));
                writer.addDocument(document);
            }
            writer.forceMerge(1);
        }
        indexed("Lucene alone", start);
    }

    private void writeLibrary(Path folder) {
        long start = System.nanoTime();
        try (LibraryWriter writer = LibraryWriter.open(folder, Models.ofBits())) {
            for (int i = 0; i < codes.length; i++) {
                float[] bits = new float[64];
                for (int bit = 0; bit < 64; bit++) {
                    bits[bit] = codes[i] >> bit & 1;
                }
                writer.put(Item.of(id(i), "", "").withValues(bits));
            }
            writer.commit();
            writer.compact(() -> true);
        }
        indexed("library", start);
    }

    private void writeSolr(SolrClient solr, String collection, boolean bits) throws Exception {
        long start = System.nanoTime();
        for (int from = 0; from < codes.length; from += 10_000) {
            UpdateRequest update = new UpdateRequest();
            for (int i = from; i < Math.min(codes.length, from + 10_000); i++) {
                SolrInputDocument document = new SolrInputDocument("id", id(i), "code", hex(codes[i]));
                if (bits) {
                    document.setField("bits", bits(codes[i]).boxed().toList());
                }
                update.add(document);
            }
            update.process(solr, collection);
        }
        solr.optimize(collection);
        indexed(collection, start);
    }

    private void indexed(String name, long start) {
        say("%s: %,d items indexed in %.1f s".formatted(name, codes.length, (System.nanoTime() - start) / 1e9));
    }

    private static Search10 lucene(IndexSearcher searcher) {
        Sort order = new Sort(SortField.FIELD_SCORE, BY_ID);
        return query -> {
            NearestQuery nearest = new NearestQuery("code", 64, new long[] {query}, TOP, 64, null).withTies(BY_ID);
            List<Integer> found = new ArrayList<>();
            for (ScoreDoc hit : searcher.search(nearest, TOP, order).scoreDocs) {
                found.add(number(searcher.storedFields().document(hit.doc).get("id")));
            }
            return found;
        };
    }

    private static Search10 library(Snapshot items) {
        return query ->
                items
                        .search(Search.code(query)
                                .withTop(TOP)
                                .withRanking(Ranking.DISTANCE)
                                .withoutTexts())
                        .hits()
                        .stream()
                        .map(Hit::id)
                        .map(SolrSpeed::number)
                        .toList();
    }

    private static List<Integer> solr(SolrClient solr, String collection, String query) {
        return Cloud.ids(Cloud.ask(solr, collection, "q", query, "fl", "id")).stream()
                .map(SolrSpeed::number)
                .toList();
    }

    /** With the fewest candidates, in steps of half as many more, that find enough. */
    private Timing knn(SolrClient solr) throws Exception {
        for (int candidates = TOP; ; candidates += candidates / 2) {
            String start = "{!knn f=bits topK=%d}".formatted(candidates);
            Timing timing = new Timing(
                    "{!knn topK=%d}".formatted(candidates),
                    query -> solr(
                            solr,
                            "knn",
                            start
                                    + bits(query)
                                            .mapToObj(Integer::toString)
                                            .collect(Collectors.joining(",", "[", "]"))));
            double recall = timing.recall();
            say("%s: recall %.4f".formatted(timing.name, recall));
            if (recall >= RECALL) {
                return timing;
            }
        }
    }

    /** What one way of searching takes; the first round is not counted. */
    private final class Timing {
        private final String name;
        private final Search10 search;
        private final List<Long> nanos = new ArrayList<>();
        private final List<Double> rates = new ArrayList<>();
        private int rounds;

        Timing(String name, Search10 search) {
            this.name = name;
            this.search = search;
        }

        /** Asks one query after the other, then all from two threads. */
        void run() throws Exception {
            List<Long> round = new ArrayList<>();
            for (long query : queries) {
                long start = System.nanoTime();
                search.run(query);
                round.add(System.nanoTime() - start);
            }
            double rate = rate();
            if (rounds++ > 0) {
                nanos.addAll(round);
                rates.add(rate);
            }
        }

        private double rate() throws InterruptedException {
            AtomicInteger next = new AtomicInteger();
            Runnable asking = () -> {
                for (int i = next.getAndIncrement(); i < QUERIES; i = next.getAndIncrement()) {
                    try {
                        search.run(queries[i]);
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                }
            };
            long start = System.nanoTime();
            Thread[] threads = {new Thread(asking), new Thread(asking)};
            for (Thread thread : threads) {
                thread.start();
            }
            for (Thread thread : threads) {
                thread.join();
            }
            return QUERIES * 1e9 / (System.nanoTime() - start);
        }

        /** The share of the ten nearest distances that are found; of items at one distance any will do. */
        double recall() throws Exception {
            int right = 0;
            for (int i = 0; i < QUERIES; i++) {
                long query = queries[i];
                int tenth = distances[i][TOP - 1];
                right += (int) search.run(query).stream()
                        .filter(number -> Long.bitCount(codes[number] ^ query) <= tenth)
                        .count();
            }
            return right / (double) (TOP * QUERIES);
        }

        void print() {
            List<Long> sorted = nanos.stream().sorted().toList();
            List<Double> ordered = rates.stream().sorted().toList();
            try {
                say("%-24s median %.2f ms, 95 %% %.2f ms, %,.0f queries/s of two threads (%,.0f to %,.0f), recall %.4f"
                        .formatted(
                                name,
                                sorted.get(sorted.size() / 2) / 1e6,
                                sorted.get(sorted.size() * 95 / 100) / 1e6,
                                ordered.get(ordered.size() / 2),
                                ordered.get(0),
                                ordered.get(ordered.size() - 1),
                                recall()));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
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

    private static IntStream bits(long code) {
        return IntStream.range(0, 64).map(bit -> (int) (code >> bit & 1));
    }
}
