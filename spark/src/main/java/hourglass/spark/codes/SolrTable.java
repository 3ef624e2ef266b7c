package hourglass.spark.codes;

import java.util.Arrays;
import java.util.Set;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.catalog.Column;
import org.apache.spark.sql.connector.catalog.SupportsWrite;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.write.BatchWrite;
import org.apache.spark.sql.connector.write.DataWriter;
import org.apache.spark.sql.connector.write.DataWriterFactory;
import org.apache.spark.sql.connector.write.LogicalWriteInfo;
import org.apache.spark.sql.connector.write.PhysicalWriteInfo;
import org.apache.spark.sql.connector.write.Write;
import org.apache.spark.sql.connector.write.WriteBuilder;
import org.apache.spark.sql.connector.write.WriterCommitMessage;
import org.apache.spark.sql.types.StructType;

/** A collection of Solr, to which rows of any columns are appended. */
record SolrTable(StructType rows) implements SupportsWrite {
    static final String NAME = "hourglass-solr";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Column[] columns() {
        return Arrays.stream(rows.fields())
                .map(field -> Column.create(field.name(), field.dataType()))
                .toArray(Column[]::new);
    }

    @Override
    public Set<TableCapability> capabilities() {
        return Set.of(TableCapability.BATCH_WRITE, TableCapability.ACCEPT_ANY_SCHEMA);
    }

    @Override
    public WriteBuilder newWriteBuilder(LogicalWriteInfo info) {
        SolrUpdates updates = SolrUpdates.of(info.options().get("url"));
        SolrDocuments documents = SolrDocuments.of(
                info.schema(),
                info.options().getOrDefault("idCol", "id"),
                info.options().getOrDefault("codeCol", "code"));
        return new WriteBuilder() {
            @Override
            public Write build() {
                return new Write() {
                    @Override
                    public BatchWrite toBatch() {
                        return new Batch(updates, documents);
                    }
                };
            }
        };
    }

    /** Documents replace those of the same id, so that a task that is run again does no harm. */
    private record Batch(SolrUpdates updates, SolrDocuments documents) implements BatchWrite {
        @Override
        public DataWriterFactory createBatchWriterFactory(PhysicalWriteInfo info) {
            return new Factory(updates, documents);
        }

        @Override
        public void commit(WriterCommitMessage[] messages) {
            updates.commit();
        }

        /** What was sent stays until all is written again. */
        @Override
        public void abort(WriterCommitMessage[] messages) {}
    }

    private record Factory(SolrUpdates updates, SolrDocuments documents) implements DataWriterFactory {
        @Override
        public DataWriter<InternalRow> createWriter(int partition, long task) {
            return new SolrWriter(updates, documents);
        }
    }
}
