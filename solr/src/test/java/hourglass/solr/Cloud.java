package hourglass.solr;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.solr.client.solrj.SolrClient;
import org.apache.solr.client.solrj.SolrServerException;
import org.apache.solr.client.solrj.impl.CloudSolrClient;
import org.apache.solr.client.solrj.request.CollectionAdminRequest;
import org.apache.solr.client.solrj.request.UpdateRequest;
import org.apache.solr.client.solrj.response.QueryResponse;
import org.apache.solr.common.SolrDocument;
import org.apache.solr.common.SolrInputDocument;
import org.apache.solr.common.cloud.ZkStateReader;
import org.apache.solr.common.params.ModifiableSolrParams;
import org.apache.solr.common.params.SolrParams;

/** What tests ask of nodes of SolrCloud, be they in this process or processes of their own. */
interface Cloud {
    String CONFIGSET = "hourglass";

    CloudSolrClient client();

    default void create(String collection, int shards, int replicas) throws Exception {
        CollectionAdminRequest.createCollection(collection, CONFIGSET, shards, replicas)
                .process(client());
        awaitActive(collection, shards, replicas);
    }

    /** Waits until all replicas of a collection are up. */
    default void awaitActive(String collection, int shards, int replicas) throws Exception {
        ZkStateReader.from(client())
                .waitForState(
                        collection,
                        120,
                        TimeUnit.SECONDS,
                        (nodes, state) -> state != null
                                && state.getActiveSlices().size() == shards
                                && state.getActiveSlices().stream()
                                        .allMatch(shard -> shard.getReplicas().size() == replicas
                                                && shard.getReplicas().stream()
                                                        .allMatch(replica -> replica.isActive(nodes))));
    }

    /** Adds documents, whose codes are made from their texts, and commits. */
    default void add(String collection, List<SolrInputDocument> documents) throws SolrServerException, IOException {
        for (int from = 0; from < documents.size(); from += 5000) {
            UpdateRequest update = new UpdateRequest();
            update.setParam("update.chain", "encode");
            update.add(documents.subList(from, Math.min(documents.size(), from + 5000)));
            update.process(client(), collection);
        }
        client().commit(collection);
    }

    default void add(String collection, SolrInputDocument document) throws SolrServerException, IOException {
        add(collection, List.of(document));
    }

    default QueryResponse ask(String collection, String... params) {
        return ask(client(), collection, params);
    }

    static QueryResponse ask(SolrClient client, String collection, String... params) {
        try {
            return client.query(collection, parameters(params));
        } catch (SolrServerException e) {
            throw new AssertionError(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static SolrParams parameters(String... params) {
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

    default SolrDocument get(String collection, String id) throws SolrServerException, IOException {
        return client().getById(collection, id);
    }
}
