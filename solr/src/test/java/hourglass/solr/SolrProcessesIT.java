package hourglass.solr;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.library.Hit;
import hourglass.library.Item;
import hourglass.library.Library;
import hourglass.library.LibraryWriter;
import hourglass.library.Search;
import hourglass.library.Snapshot;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.solr.client.solrj.SolrClient;
import org.apache.solr.client.solrj.impl.Http2SolrClient;
import org.apache.solr.client.solrj.request.CoreAdminRequest;
import org.apache.solr.common.SolrInputDocument;
import org.apache.solr.common.util.NamedList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plugin as it is installed, in two processes with two shards of two replicas: what it finds, and what happens when one is killed. */
class SolrProcessesIT {
    private static final String ITEMS = "items";
    private static final String FAR = "ff".repeat(8);

    /** More of them by hand, with {@code -Dhourglass.solr.items=1000000}. */
    private static final int COUNT = Integer.getInteger("hourglass.solr.items", 5000);

    private static final List<String> QUERIES =
            new SplittableRandom(7).longs(20).mapToObj("%016x"::formatted).toList();

    @TempDir
    private static Path temporary;

    private static SolrProcesses processes;

    /** What the library finds for each query. */
    private static final TreeMap<String, List<String>> EXPECTED = new TreeMap<>();

    @BeforeAll
    static void index() throws Exception {
        processes = new SolrProcesses(2, 400 + COUNT / 1000, temporary);
        processes.create(ITEMS, 2, 2);
        List<SolrInputDocument> documents = CodeCluster.documents(COUNT);
        processes.add(ITEMS, documents);
        Path folder = temporary.resolve("library");
        try (LibraryWriter writer = LibraryWriter.open(folder, CodeCluster.TEXTS)) {
            for (SolrInputDocument document : documents) {
                writer.put(Item.of((String) document.getFieldValue("id"), "", (String) document.getFieldValue("text")));
            }
            writer.commit();
        }
        try (Library library = Library.open(folder);
                Snapshot items = library.snapshot()) {
            for (String query : QUERIES) {
                long code = Long.reverse(Long.parseUnsignedLong(query, 16));
                EXPECTED.put(
                        query,
                        items.search(Search.code(code).withTop(COUNT).withoutTexts()).hits().stream()
                                .sorted(Comparator.comparingInt(Hit::distance).thenComparing(Hit::id))
                                .limit(10)
                                .map(Hit::id)
                                .toList());
            }
        }
    }

    @AfterAll
    static void close() throws Exception {
        if (processes != null) {
            processes.close();
        }
    }

    private static List<String> nearest(SolrClient client, String query) {
        return Cloud.ids(Cloud.ask(client, ITEMS, "q", "{!hamming f=code topK=10}" + query));
    }

    private static void answersAreThoseOfTheLibrary(SolrClient client) {
        for (String query : QUERIES) {
            assertThat(nearest(client, query)).isEqualTo(EXPECTED.get(query));
        }
    }

    /** Asks one node, which asks the others. */
    private static void eachNodeAnswersAsTheLibrary() throws IOException {
        for (int node = 0; node < 2; node++) {
            try (Http2SolrClient client = new Http2SolrClient.Builder(processes.url(node)).build()) {
                answersAreThoseOfTheLibrary(client);
            }
        }
    }

    @Test
    void findsWhatTheLibraryFinds() throws IOException {
        answersAreThoseOfTheLibrary(processes.client());
        eachNodeAnswersAsTheLibrary();
    }

    @Test
    void aNodeThatIsKilledUnderLoadTakesNothingAcknowledgedWithItAndGivesNoWrongAnswer() throws Exception {
        Load load = new Load();
        load.start();
        load.awaitAcknowledged(20);
        processes.kill(0);
        load.awaitAcknowledged(20);
        processes.start(0);
        processes.awaitLive(0);
        processes.awaitActive(ITEMS, 2, 2);
        load.awaitAcknowledged(20);
        load.stop();
        processes.client().commit(ITEMS);
        assertThat(load.wrong).isEmpty();
        assertThat(load.right).isNotEmpty();
        for (int node = 0; node < 2; node++) {
            assertThat(found(node)).containsAll(load.acknowledged);
        }
        eachNodeAnswersAsTheLibrary();
    }

    /** What a node itself holds of the items that were written under load. */
    private static Set<String> found(int node) throws Exception {
        TreeSet<String> ids = new TreeSet<>();
        try (Http2SolrClient client = new Http2SolrClient.Builder(processes.url(node)).build()) {
            for (String core : cores(client)) {
                ids.addAll(Cloud.ids(Cloud.ask(
                        client, core, "q", "{!hamming f=code radius=0}" + FAR, "rows", "100000", "distrib", "false")));
            }
        }
        return ids;
    }

    private static List<String> cores(SolrClient client) throws Exception {
        NamedList<?> status = CoreAdminRequest.getStatus(null, client).getCoreStatus();
        return IntStream.range(0, status.size()).mapToObj(status::getName).toList();
    }

    @Test
    void aTornIndexIsReportedAndComesBackFromTheOtherReplicaIfThatIsAskedFor() throws Exception {
        String core;
        try (Http2SolrClient client = new Http2SolrClient.Builder(processes.url(1)).build()) {
            core = cores(client).get(0);
        }
        processes.kill(1);
        tear(processes.home(1).resolve(core).resolve("data/index"));
        processes.start(1);
        processes.awaitLive(1);
        try (Http2SolrClient client = new Http2SolrClient.Builder(processes.url(1)).build()) {
            assertThat(failure(client, core)).contains(core, "Error opening new searcher");
            assertThat(processes.log(1)).contains("CorruptIndexException", core);
            answersAreThoseOfTheLibrary(client);
        }
        processes.kill(1);
        processes.start(1, "-DCoreInitFailedAction=fromleader");
        processes.awaitLive(1);
        processes.awaitActive(ITEMS, 2, 2);
        eachNodeAnswersAsTheLibrary();
    }

    /** Why a core is not there. */
    private static String failure(SolrClient client, String core) throws Exception {
        for (int i = 0; i < 100; i++) {
            String failures = String.valueOf(
                    CoreAdminRequest.getStatus(null, client).getResponse().get("initFailures"));
            if (failures.contains(core)) {
                return failures;
            }
            Thread.sleep(100);
        }
        return "";
    }

    /** Cuts the largest file of a segment in half. */
    private static void tear(Path index) throws IOException {
        try (Stream<Path> files = Files.list(index)) {
            Path largest = files.filter(file -> file.getFileName().toString().startsWith("_"))
                    .max(Comparator.comparingLong(file -> file.toFile().length()))
                    .orElseThrow();
            try (FileChannel channel = FileChannel.open(largest, StandardOpenOption.WRITE)) {
                channel.truncate(channel.size() / 2);
            }
        }
    }

    /** Writes items that are near no query, one after the other, and asks at the same time. */
    private static final class Load {
        private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
        private final Queue<String> right = new ConcurrentLinkedQueue<>();
        private final Queue<List<String>> wrong = new ConcurrentLinkedQueue<>();
        private final Thread writer = new Thread(this::write);
        private final Thread reader = new Thread(this::read);
        private volatile boolean stopped;

        void start() {
            writer.start();
            reader.start();
        }

        void stop() throws InterruptedException {
            stopped = true;
            writer.join();
            reader.join();
        }

        /** Waits until so many more are acknowledged. */
        void awaitAcknowledged(int more) throws InterruptedException {
            int enough = acknowledged.size() + more;
            for (int i = 0; i < 1200 && acknowledged.size() < enough; i++) {
                Thread.sleep(50);
            }
            assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(enough);
        }

        private void write() {
            for (int i = 0; !stopped; i++) {
                String id = "under-load-" + i;
                try {
                    processes.client().add(ITEMS, new SolrInputDocument("id", id, "code", FAR));
                    acknowledged.add(id);
                    pause();
                    if (i % 20 == 19) {
                        processes.client().commit(ITEMS);
                    }
                } catch (Exception e) {
                    pause();
                }
            }
        }

        private void read() {
            for (int i = 0; !stopped; i++) {
                String query = QUERIES.get(i % QUERIES.size());
                try {
                    List<String> found = nearest(processes.client(), query);
                    if (found.equals(EXPECTED.get(query))) {
                        right.add(query);
                    } else {
                        wrong.add(found);
                    }
                    pause();
                } catch (RuntimeException | AssertionError e) {
                    pause();
                }
            }
        }

        /** A little load; and what is refused may be lost, as a question may fail while a shard has no leader. */
        private static void pause() {
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
