package hourglass.solr;

import hourglass.persistence.FittedModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.apache.solr.client.solrj.SolrServerException;
import org.apache.solr.client.solrj.request.CollectionAdminRequest;
import org.apache.solr.client.solrj.request.UpdateRequest;
import org.apache.solr.client.solrj.response.QueryResponse;
import org.apache.solr.cloud.MiniSolrCloudCluster;
import org.apache.solr.common.SolrDocument;
import org.apache.solr.common.SolrInputDocument;
import org.apache.solr.common.params.ModifiableSolrParams;
import org.apache.solr.common.params.SolrParams;

/** Nodes of SolrCloud in this process, with the configset of this folder and two models of 64 bits. */
final class CodeCluster {
    static final int BITS = 64;
    static final FittedModel TEXTS = Models.ofTexts(BITS);
    static final FittedModel VECTORS = Models.ofVectors(BITS);
    static final String CONFIGSET = "hourglass";

    private final MiniSolrCloudCluster cluster;

    /** Starts so many nodes, which keep their data in a folder. */
    CodeCluster(int nodes, Path folder) throws Exception {
        cluster = new MiniSolrCloudCluster.Builder(nodes, Files.createDirectory(folder.resolve("nodes")))
                .addConfig(CONFIGSET, configset(Files.createDirectory(folder.resolve("configset"))))
                .build();
    }

    void close() throws Exception {
        cluster.shutdown();
    }

    MiniSolrCloudCluster nodes() {
        return cluster;
    }

    /** The configset of the resources with its models. */
    static Path configset(Path folder) throws IOException {
        Path source = Path.of("src/test/resources/configset/conf");
        try (Stream<Path> files = Files.list(source)) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName().toString()));
            }
        }
        TEXTS.save(folder.resolve("model.safetensors"));
        VECTORS.save(folder.resolve("vectors.safetensors"));
        return folder;
    }

    void create(String collection, int shards, int replicas) throws SolrServerException, IOException {
        CollectionAdminRequest.createCollection(collection, CONFIGSET, shards, replicas)
                .process(cluster.getSolrClient());
        cluster.waitForActiveCollection(collection, shards, shards * replicas);
    }

    /** Documents of random texts, a tenth of each topic; ids in the order of their numbers. */
    static List<SolrInputDocument> documents(int count) {
        SplittableRandom random = new SplittableRandom(count);
        List<SolrInputDocument> documents = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            documents.add(document(id(i), Models.text(random), "t" + i % 10));
        }
        return documents;
    }

    static String id(int number) {
        return "d%06d".formatted(number);
    }

    static SolrInputDocument document(String id, String text, String topic) {
        return new SolrInputDocument("id", id, "text", text, "topic", topic);
    }

    /** Adds documents, whose codes are made from their texts, and commits. */
    void add(String collection, List<SolrInputDocument> documents) throws SolrServerException, IOException {
        for (int from = 0; from < documents.size(); from += 5000) {
            UpdateRequest update = new UpdateRequest();
            update.setParam("update.chain", "encode");
            update.add(documents.subList(from, Math.min(documents.size(), from + 5000)));
            update.process(cluster.getSolrClient(), collection);
        }
        cluster.getSolrClient().commit(collection);
    }

    void add(String collection, SolrInputDocument document) throws SolrServerException, IOException {
        add(collection, List.of(document));
    }

    QueryResponse ask(String collection, String... params) {
        try {
            return cluster.getSolrClient().query(collection, parameters(params));
        } catch (SolrServerException e) {
            throw new AssertionError(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SolrParams parameters(String... params) {
        ModifiableSolrParams parameters = new ModifiableSolrParams();
        for (int i = 0; i < params.length; i += 2) {
            parameters.add(params[i], params[i + 1]);
        }
        return parameters;
    }

    static List<String> ids(QueryResponse response) {
        return response.getResults().stream()
                .map(document -> (String) document.getFieldValue("id"))
                .toList();
    }

    SolrDocument get(String collection, String id) throws SolrServerException, IOException {
        return cluster.getSolrClient().getById(collection, id);
    }
}
