package hourglass.spark.codes;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** What names a row: a bigint, an int or a string. */
final class HammingIds {
    static final List<DataType> TYPES = List.of(DataTypes.LongType, DataTypes.IntegerType, DataTypes.StringType);

    /** As Spark orders them: strings by their bytes in UTF-8. */
    static final Comparator<Object> ORDER = (one, other) -> {
        if (one instanceof Long a && other instanceof Long b) {
            return a.compareTo(b);
        }
        if (one instanceof Integer a && other instanceof Integer b) {
            return a.compareTo(b);
        }
        return Arrays.compareUnsigned(bytes(one), bytes(other));
    };

    private HammingIds() {}

    private static byte[] bytes(Object id) {
        return id.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** A number of an id that is the same everywhere, with as many even as odd ones. */
    static int spread(Object id) {
        long mixed = id.hashCode() * 0x9e3779b97f4a7c15L;
        return (int) (mixed >>> 32);
    }
}
