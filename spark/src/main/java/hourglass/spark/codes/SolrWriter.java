package hourglass.spark.codes;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.write.DataWriter;
import org.apache.spark.sql.connector.write.WriterCommitMessage;

/** Sends the rows of one task, many at a time. */
final class SolrWriter implements DataWriter<InternalRow> {
    private static final int BATCH = 1000;

    private final SolrUpdates updates;
    private final SolrDocuments documents;
    private final HammingRows.Check check;
    private final List<SolrDocuments.Document> batch = new ArrayList<>();

    SolrWriter(SolrUpdates updates, SolrDocuments documents) {
        this.updates = updates;
        this.documents = documents;
        check = documents.check();
    }

    @Override
    public void write(InternalRow row) {
        batch.add(documents.of(row, check));
        if (batch.size() == BATCH) {
            send();
        }
    }

    private void send() {
        if (!batch.isEmpty()) {
            updates.add(List.copyOf(batch));
            batch.clear();
        }
    }

    @Override
    public WriterCommitMessage commit() {
        send();
        return new Sent();
    }

    /** Nothing is known of a task but that it is done. */
    private record Sent() implements WriterCommitMessage {}

    @Override
    public void abort() {}

    @Override
    public void close() {}
}
