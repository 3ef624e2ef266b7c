package hourglass.spark.codes;

import hourglass.codes.id.IdIndex;
import hourglass.codes.id.IdMatch;
import hourglass.codes.id.IdSearcher;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import org.jspecify.annotations.Nullable;

/** Finds the neighbours of a code in all files of an index. Each task has its own. */
final class HammingLookup implements UDF2<Object, Object, List<Row>> {
    private static final long serialVersionUID = 1L;
    private static final Comparator<IdMatch<?>> NEAREST_FIRST =
            Comparator.<IdMatch<?>>comparingInt(IdMatch::distance).thenComparing(IdMatch::id, HammingIds.ORDER);

    private final HammingIndexFiles files;
    private final HammingReach reach;
    private final int radius;
    private final SerializableConfiguration hadoop;
    private final String codeCol;
    private final boolean ints;
    private transient @Nullable List<IdSearcher<?>> searchers;
    private transient HammingRows.@Nullable Check check;

    HammingLookup(HammingIndexFiles files, HammingReach reach, String codeCol, SerializableConfiguration hadoop) {
        this.files = files;
        this.reach = reach;
        this.codeCol = codeCol;
        this.hadoop = hadoop;
        radius = reach.radius(files.bits());
        ints = files.type().equals(DataTypes.IntegerType);
    }

    /** The type of what is found with ids of a type. */
    static DataType type(DataType idType) {
        return DataTypes.createArrayType(
                new StructType().add("id", idType, false).add("distance", DataTypes.IntegerType, false), false);
    }

    /** @param id of the query, or null if it has none, to name the row if its code is bad */
    @Override
    public List<Row> call(@Nullable Object id, @Nullable Object code) {
        if (check == null) {
            check = new HammingRows.Check("", codeCol, files.bits() / 8);
        }
        check.count();
        long[] query = HammingRows.unpacked(check.code(id, code));
        List<IdMatch<?>> nearest = new ArrayList<>();
        int within = radius;
        for (IdSearcher<?> searcher : searchers()) {
            nearest.addAll(searcher.nearestWithin(query, reach.k(), within));
            nearest.sort(NEAREST_FIRST);
            if (nearest.size() >= reach.k()) {
                nearest.subList(reach.k(), nearest.size()).clear();
                within = nearest.get(reach.k() - 1).distance();
            }
        }
        return nearest.stream().map(this::row).toList();
    }

    private Row row(IdMatch<?> match) {
        Object id = ints ? (Object) ((Number) match.id()).intValue() : match.id();
        return RowFactory.create(id, match.distance());
    }

    private List<IdSearcher<?>> searchers() {
        List<IdSearcher<?>> open = searchers;
        if (open == null) {
            open = new ArrayList<>();
            for (HammingIndexFiles.File file : files.files()) {
                IdIndex<?> index = HammingIndexCache.open(files, file, hadoop.value());
                open.add(index.searcher());
            }
            searchers = open;
        }
        return open;
    }
}
