package hourglass.parquet;

import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;

/** What a reader of columns needs to have and does not use, since values are taken from the columns themselves. */
final class NoConverter extends GroupConverter {
    @Override
    public Converter getConverter(int field) {
        return this;
    }

    @Override
    public PrimitiveConverter asPrimitiveConverter() {
        return new PrimitiveConverter() {};
    }

    @Override
    public void start() {}

    @Override
    public void end() {}
}
