package hourglass.solr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.solr.client.solrj.SolrServerException;
import org.apache.solr.client.solrj.response.QueryResponse;
import org.apache.solr.common.SolrException;
import org.apache.solr.common.SolrInputDocument;
import org.apache.solr.embedded.JettySolrRunner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes that end, and indexes that are torn. */
class SolrFailureTest {
    private static final String ITEMS = "items";
    private static final String CODE = "0f1e2d3c4b5a6978";

    @TempDir
    private Path temporary;

    private CodeCluster cluster;

    @BeforeEach
    void start() throws Exception {
        cluster = new CodeCluster(2, temporary);
    }

    @AfterEach
    void stop() throws Exception {
        cluster.close();
    }

    private List<String> nearest() {
        return Cloud.ids(cluster.ask(ITEMS, "q", "{!hamming f=code topK=20}" + CODE, "rows", "20"));
    }

    @Test
    void aNodeThatEndsTakesNoItemAndNoAnswerWithIt() throws Exception {
        cluster.create(ITEMS, 2, 2);
        cluster.add(ITEMS, CodeCluster.documents(2000));
        List<String> before = nearest();
        JettySolrRunner node = cluster.nodes().getJettySolrRunner(0);
        cluster.nodes().stopJettySolrRunner(node);
        List<String> acknowledged = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            String id = "while-down-" + i;
            SolrInputDocument far = new SolrInputDocument("id", id, "code", "ff".repeat(8));
            try {
                cluster.nodes().getSolrClient().add(ITEMS, far);
                acknowledged.add(id);
            } catch (SolrServerException | SolrException e) {
                // What is not acknowledged may be lost.
                assertThat(e).isNotNull();
            }
            assertThat(nearestOrNothing()).isIn(before, List.of());
        }
        cluster.nodes().startJettySolrRunner(node);
        cluster.nodes().waitForActiveCollection(ITEMS, 2, 4);
        cluster.nodes().getSolrClient().commit(ITEMS);
        assertThat(acknowledged).isNotEmpty();
        assertThat(new TreeSet<>(Cloud.ids(
                        cluster.ask(ITEMS, "q", "{!hamming f=code radius=0}" + "ff".repeat(8), "rows", "100"))))
                .isEqualTo(new TreeSet<>(acknowledged));
        assertThat(nearest()).isEqualTo(before);
    }

    /** Nothing where a shard has no leader yet and says so. */
    private List<String> nearestOrNothing() throws IOException {
        try {
            QueryResponse response = cluster.nodes()
                    .getSolrClient()
                    .query(
                            ITEMS,
                            new org.apache.solr.common.params.MapSolrParams(new HashMap<>(Map.of(
                                    "q",
                                    "{!hamming f=code topK=20}" + CODE,
                                    "rows",
                                    "20",
                                    "shards.tolerant",
                                    "false"))));
            return Cloud.ids(response);
        } catch (SolrServerException | SolrException e) {
            return List.of();
        }
    }

    @Test
    void aTornIndexIsReportedAndNotServed() throws Exception {
        cluster.create(ITEMS, 1, 1);
        cluster.add(ITEMS, CodeCluster.documents(2000));
        JettySolrRunner node = cluster.nodes().getJettySolrRunners().stream()
                .filter(one -> one.getCoreContainer().getLoadedCoreNames().size() == 1)
                .findFirst()
                .orElseThrow();
        String core = node.getCoreContainer().getLoadedCoreNames().iterator().next();
        Path index = Path.of(node.getSolrHome(), core, "data", "index");
        cluster.nodes().stopJettySolrRunner(node);
        try (Stream<Path> files = Files.list(index)) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".si")).toList()) {
                Files.write(file, new byte[10]);
            }
        }
        cluster.nodes().startJettySolrRunner(node);
        assertThatThrownBy(() -> cluster.nodes().getSolrClient().query(ITEMS, everything()))
                .isNotNull();
        assertThat(node.getCoreContainer().getCoreInitFailures().get(core).exception)
                .hasStackTraceContaining("CorruptIndexException");
    }

    private static org.apache.solr.common.params.SolrParams everything() {
        return new org.apache.solr.common.params.MapSolrParams(Map.of("q", "*:*"));
    }
}
