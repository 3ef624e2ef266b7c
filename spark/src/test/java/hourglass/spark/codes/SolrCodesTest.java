package hourglass.spark.codes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import hourglass.spark.LocalSpark;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SolrCodesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static SparkSession spark;

    private final Map<String, JsonNode> documents = new ConcurrentHashMap<>();
    private final AtomicInteger commits = new AtomicInteger();
    private final AtomicInteger posts = new AtomicInteger();
    private HttpServer server;

    @BeforeAll
    static void start() {
        spark = LocalSpark.threads();
    }

    /** Takes documents as Solr does; the second request fails, and id 1,234 is refused. */
    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/solr/items/update", exchange -> {
            JsonNode sent = JSON.readTree(exchange.getRequestBody());
            if (posts.incrementAndGet() == 2) {
                answer(exchange, 503, "busy");
            } else if (sent.findValuesAsText("id").contains("1234")) {
                answer(exchange, 400, "{\"error\":{\"msg\":\"[doc=1234] a code of another length\"}}");
            } else {
                sent.forEach(document -> documents.put(document.path("id").asText(), document));
                if ("commit=true".equals(exchange.getRequestURI().getQuery())) {
                    commits.incrementAndGet();
                }
                answer(exchange, 200, "{}");
            }
        });
        server.start();
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status, body.length());
            exchange.getResponseBody().write(body.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        }
    }

    @AfterEach
    void end() {
        server.stop(0);
    }

    private void write(Dataset<Row> rows) {
        rows.write()
                .format("hourglass-solr")
                .option(
                        "url",
                        "http://localhost:%d/solr/items"
                                .formatted(server.getAddress().getPort()))
                .mode("append")
                .save();
    }

    @Test
    void writesEveryRowAsADocumentAndCommitsOnce() {
        write(spark.range(0, 1200, 1, 2)
                .selectExpr(
                        "id",
                        "unhex(lpad(hex(id), 4, '0')) code",
                        "concat('title ', id) title",
                        "array(id, id + 1) numbers",
                        "if(id = 7, null, double(id)) score",
                        "timestamp '2026-01-02 03:04:05Z' time"));
        assertThat(documents).hasSize(1200);
        assertThat(commits).hasValue(1);
        assertThat(documents.get("7"))
                .hasToString("{\"id\":7,\"code\":\"0007\",\"title\":\"title 7\",\"numbers\":[7,8],"
                        + "\"time\":\"2026-01-02T03:04:05Z\"}");
    }

    @Test
    void namesTheRowThatSolrRefuses() {
        assertThatThrownBy(() -> write(spark.range(1000, 1500, 1, 1).selectExpr("id", "unhex(hex(id)) code")))
                .hasStackTraceContaining(
                        "the row of id 1234: is refused: HTTP 400: [doc=1234] a code of another length");
        assertThat(commits).hasValue(0);
    }

    @Test
    void refusesATypeThatSolrDoesNotHave() {
        assertThatThrownBy(() -> write(spark.range(1).selectExpr("id", "map(1, 2) pairs")))
                .hasMessageContaining("column pairs: map<int,int> is no type of Solr's fields");
    }

    @Test
    void namesTheRowWithoutACode() {
        assertThatThrownBy(() -> write(spark.range(3).selectExpr("id", "if(id = 2, null, binary('a')) code")))
                .hasStackTraceContaining("column code: the row of id 2: is null");
    }

    @Test
    void refusesWhatIsNoAddress() {
        assertThatThrownBy(() -> spark.range(1)
                        .toDF()
                        .write()
                        .format("hourglass-solr")
                        .option("url", "localhost")
                        .mode("append")
                        .save())
                .hasMessageContaining("option url: 'localhost' is not the address of a collection");
    }
}
