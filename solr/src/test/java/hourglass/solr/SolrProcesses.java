package hourglass.solr;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.solr.client.solrj.impl.CloudHttp2SolrClient;
import org.apache.solr.client.solrj.impl.CloudSolrClient;
import org.apache.solr.common.cloud.SolrZkClient;
import org.apache.solr.common.cloud.ZkMaintenanceUtils;
import org.apache.zookeeper.server.ZooKeeperServerMain;

/**
 * ZooKeeper and nodes of SolrCloud as processes of their own, with Solr on their class path and the plugin's zip unpacked in their
 * homes, as docs/solr.md installs it.
 */
final class SolrProcesses implements Cloud {
    private static final String SOLR_XML = """
            <solr>
              <solrcloud>
                <str name="host">127.0.0.1</str>
                <int name="hostPort">${hostPort}</int>
                <str name="hostContext">solr</str>
                <int name="zkClientTimeout">${zkClientTimeout}</int>
              </solrcloud>
            </solr>
            """;

    private final Path folder;
    private final int megabytes;
    private final String classPath;
    private final int[] ports;
    private final Process[] nodes;
    private final Process zooKeeper;
    private final String zooKeeperAddress;
    private final CloudSolrClient client;

    /**
     * Starts so many nodes.
     *
     * @param megabytes of the heap of each
     * @param folder for all that they write
     */
    SolrProcesses(int count, int megabytes, Path folder) throws Exception {
        this.folder = folder;
        this.megabytes = megabytes;
        Path plugin = plugin();
        classPath = classPath(entries(plugin));
        ports = new int[count];
        nodes = new Process[count];
        int port = freePort();
        zooKeeperAddress = "127.0.0.1:" + port;
        zooKeeper = startZooKeeper(port);
        try {
            awaitOpen(port);
            uploadConfigset();
            for (int i = 0; i < count; i++) {
                Path home = Files.createDirectory(home(i));
                Files.writeString(home.resolve("solr.xml"), SOLR_XML);
                unpack(plugin, home);
                ports[i] = freePort();
                start(i);
            }
            for (int i = 0; i < count; i++) {
                awaitHealthy(i);
            }
            client = new CloudHttp2SolrClient.Builder(List.of(zooKeeperAddress), Optional.empty()).build();
            for (int i = 0; i < count; i++) {
                awaitLive(i);
            }
        } catch (Exception | AssertionError e) {
            end();
            throw e;
        }
    }

    private Process startZooKeeper(int port) throws IOException {
        return start(
                "zookeeper",
                256,
                List.of("-Dzookeeper.admin.enableServer=false"),
                ZooKeeperServerMain.class.getName(),
                Integer.toString(port),
                Files.createDirectory(folder.resolve("zookeeper")).toString(),
                "1000");
    }

    private void uploadConfigset() throws IOException {
        try (SolrZkClient zk = new SolrZkClient.Builder()
                .withUrl(zooKeeperAddress)
                .withTimeout(60, TimeUnit.SECONDS)
                .build()) {
            ZkMaintenanceUtils.uploadToZK(
                    zk,
                    CodeCluster.configset(Files.createDirectory(folder.resolve("configset"))),
                    "/configs/" + CONFIGSET,
                    ZkMaintenanceUtils.UPLOAD_FILENAME_EXCLUDE_PATTERN);
        }
    }

    /** What the build has made. */
    private static Path plugin() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            return files.filter(file -> file.toString().endsWith("-plugin.zip"))
                    .findFirst()
                    .orElseThrow(
                            () -> new AssertionError("the plugin has not been packed; run ./mvnw verify -pl solr -am"));
        }
    }

    private static Set<String> entries(Path zip) throws IOException {
        Set<String> names = new HashSet<>();
        try (ZipInputStream stream = new ZipInputStream(Files.newInputStream(zip))) {
            for (ZipEntry entry = stream.getNextEntry(); entry != null; entry = stream.getNextEntry()) {
                names.add(Path.of(entry.getName()).getFileName().toString());
            }
        }
        return names;
    }

    private static void unpack(Path zip, Path home) throws IOException {
        try (ZipInputStream stream = new ZipInputStream(Files.newInputStream(zip))) {
            for (ZipEntry entry = stream.getNextEntry(); entry != null; entry = stream.getNextEntry()) {
                Path file = home.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    Files.createDirectories(file.getParent());
                    Files.copy((InputStream) stream, file);
                }
            }
        }
    }

    /** Solr and what starts it: no jar of the plugin, and of this module the tests. */
    private static String classPath(Set<String> plugin) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> entry.endsWith("test-classes") || entry.endsWith(".jar"))
                .filter(entry -> !plugin.contains(Path.of(entry).getFileName().toString()))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void awaitOpen(int port) throws InterruptedException {
        for (int i = 0; i < 1800; i++) {
            try {
                new Socket(InetAddress.getLoopbackAddress(), port).close();
                return;
            } catch (IOException e) {
                Thread.sleep(100);
            }
        }
        throw new AssertionError("nothing listens at port " + port);
    }

    /** Waits until a node knows its cluster, without which the client would give up at once. */
    private void awaitHealthy(int node) throws Exception {
        HttpRequest health = HttpRequest.newBuilder(URI.create(url(node) + "/admin/info/health"))
                .build();
        for (int i = 0; i < 1800; i++) {
            try {
                if (HttpClient.newHttpClient()
                                .send(health, BodyHandlers.discarding())
                                .statusCode()
                        == 200) {
                    return;
                }
            } catch (ConnectException e) {
                // It does not listen yet.
            }
            Thread.sleep(100);
        }
        throw new AssertionError("node %d does not start; see %s".formatted(node, folder));
    }

    private Process start(String name, int megabytes, List<String> properties, String main, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx%dm".formatted(megabytes),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dlog4j2.configurationFile=log4j2-node.xml"));
        command.addAll(properties);
        command.addAll(List.of("-cp", classPath, main));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve(name + ".log").toFile()))
                .start();
    }

    /** The Solr home of a node. */
    Path home(int node) {
        return folder.resolve("node" + node);
    }

    String log(int node) throws IOException {
        return Files.readString(folder.resolve("node%d.log".formatted(node)));
    }

    String url(int node) {
        return "http://127.0.0.1:%d/solr".formatted(ports[node]);
    }

    /** Starts a node that is not running. */
    void start(int node, String... properties) throws IOException {
        List<String> all = new ArrayList<>(List.of(
                "-DzkHost=" + zooKeeperAddress,
                "-DhostPort=" + ports[node],
                "-DzkClientTimeout=15000",
                "-Dsolr.solr.home=" + home(node)));
        all.addAll(List.of(properties));
        nodes[node] = start(
                "node" + node,
                megabytes,
                all,
                SolrNode.class.getName(),
                home(node).toString(),
                "" + ports[node]);
    }

    /** Waits until a node takes part. */
    void awaitLive(int node) throws InterruptedException {
        for (int i = 0; i < 1200; i++) {
            if (isLive(node)) {
                return;
            }
            if (!nodes[node].isAlive()) {
                break;
            }
            Thread.sleep(100);
        }
        throw new AssertionError(
                "node %d does not start; see %s".formatted(node, folder.resolve("node%d.log".formatted(node))));
    }

    private boolean isLive(int node) {
        return client.getClusterStateProvider().getLiveNodes().contains("127.0.0.1:%d_solr".formatted(ports[node]));
    }

    /** Ends a node by SIGKILL, and waits until it is missed. */
    void kill(int node) throws InterruptedException {
        nodes[node].destroyForcibly().waitFor();
        for (int i = 0; i < 600 && isLive(node); i++) {
            Thread.sleep(100);
        }
    }

    @Override
    public CloudSolrClient client() {
        return client;
    }

    void close() throws Exception {
        client.close();
        end();
    }

    private void end() throws InterruptedException {
        for (Process node : nodes) {
            if (node != null) {
                node.destroyForcibly().waitFor();
            }
        }
        zooKeeper.destroyForcibly().waitFor();
    }
}
