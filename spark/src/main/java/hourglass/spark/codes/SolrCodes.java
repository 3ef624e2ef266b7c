package hourglass.spark.codes;

import java.util.Map;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableProvider;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.sources.DataSourceRegister;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * Writes rows with codes to a collection of Solr: {@code df.write().format("hourglass-solr").option("url",
 * "http://localhost:8983/solr/items").mode("append").save()}. Columns become fields of the same names, and codes text of
 * hexadecimal digits. Options are {@code url}, {@code idCol} (default: id) and {@code codeCol} (default: code).
 */
public final class SolrCodes implements TableProvider, DataSourceRegister {
    /** For Spark, which finds it by its short name. */
    public SolrCodes() {}

    @Override
    public String shortName() {
        return SolrTable.NAME;
    }

    /** Nothing is known before there are rows. */
    @Override
    public StructType inferSchema(CaseInsensitiveStringMap options) {
        return new StructType();
    }

    @Override
    public boolean supportsExternalMetadata() {
        return true;
    }

    @Override
    public Table getTable(StructType schema, Transform[] partitioning, Map<String, String> properties) {
        return new SolrTable(schema);
    }
}
