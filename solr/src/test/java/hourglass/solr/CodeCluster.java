package hourglass.solr;

import hourglass.persistence.FittedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.apache.solr.client.solrj.impl.CloudSolrClient;
import org.apache.solr.cloud.MiniSolrCloudCluster;
import org.apache.solr.common.SolrInputDocument;

/** Nodes of SolrCloud in this process, with the configset of this folder and two models of 64 bits. */
final class CodeCluster implements Cloud {
    static final int BITS = 64;
    static final FittedModel TEXTS = Models.ofTexts(BITS);
    static final FittedModel VECTORS = Models.ofVectors(BITS);

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

    @Override
    public CloudSolrClient client() {
        return cluster.getSolrClient();
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
}
