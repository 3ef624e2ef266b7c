package hourglass.solr;

import java.nio.file.Path;
import org.apache.solr.embedded.JettyConfig;
import org.apache.solr.embedded.JettySolrRunner;

/** A node of SolrCloud as a process of its own. Arguments: its Solr home and its port; the property zkHost says where ZooKeeper is. */
final class SolrNode {
    private SolrNode() {}

    public static void main(String[] args) throws Exception {
        requireNoPlugin();
        JettyConfig config = JettyConfig.builder()
                .setContext("/solr")
                .setPort(Integer.parseInt(args[1]))
                .build();
        new JettySolrRunner(Path.of(args[0]).toAbsolutePath().toString(), config).start();
    }

    /** What is installed is tested, so that it must not be on the class path as well. */
    private static void requireNoPlugin() {
        for (String name :
                new String[] {"hourglass.solr.CodeField", "hourglass.model.Rbm", "hourglass.codes.Hamming"}) {
            try {
                throw new IllegalStateException(Class.forName(name) + " is on the class path");
            } catch (ClassNotFoundException e) {
                System.out.println(e.getMessage() + " is left to the plugin");
            }
        }
    }
}
