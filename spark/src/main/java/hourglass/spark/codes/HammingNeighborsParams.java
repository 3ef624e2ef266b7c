package hourglass.spark.codes;

import hourglass.data.InputException;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;

/**
 * What {@link HammingNeighbors} and {@link HammingNeighborsModel} have in common.
 *
 * @param <T> the class itself
 */
public interface HammingNeighborsParams<T extends HammingNeighborsParams<T>> extends Params {
    /** The parameters themselves, made once for each object. */
    HammingNeighborsColumns columns();

    /** The parameter for the column of ids. */
    default Param<String> idCol() {
        return columns().id;
    }

    /** The parameter for the column of codes. */
    default Param<String> codeCol() {
        return columns().code;
    }

    /** The parameter for the column of neighbours that is added. */
    default Param<String> neighborsCol() {
        return columns().neighbors;
    }

    /** The parameter for the number of neighbours. */
    default IntParam k() {
        return columns().k;
    }

    /** The parameter for the largest distance. */
    default IntParam radius() {
        return columns().radius;
    }

    /** The parameter for the folder of the index. */
    default Param<String> indexPath() {
        return columns().indexPath;
    }

    /** The column of ids. */
    default String getIdCol() {
        return getOrDefault(idCol());
    }

    /** The column of codes. */
    default String getCodeCol() {
        return getOrDefault(codeCol());
    }

    /** The column of neighbours that is added. */
    default String getNeighborsCol() {
        return getOrDefault(neighborsCol());
    }

    /** The number of neighbours of each row. */
    default int getK() {
        return (Integer) getOrDefault(k());
    }

    /** The largest distance of a neighbour. */
    default int getRadius() {
        return (Integer) getOrDefault(radius());
    }

    /** The folder of the index. */
    default String getIndexPath() {
        if (!isSet(indexPath())) {
            throw new InputException(
                    "indexPath", "", "is not set", "name a folder that every executor can reach, such as on hdfs:");
        }
        return getOrDefault(indexPath());
    }

    /** Another column of ids (default: id). */
    default T setIdCol(String name) {
        return with(idCol(), name);
    }

    /** Another column of codes (default: code). */
    default T setCodeCol(String name) {
        return with(codeCol(), name);
    }

    /** Another name for the column that is added (default: neighbors). */
    default T setNeighborsCol(String name) {
        return with(neighborsCol(), name);
    }

    /** The number of nearest items of each row. */
    default T setK(int number) {
        return with(k(), (Object) number);
    }

    /** The largest distance of a neighbour. */
    default T setRadius(int distance) {
        return with(radius(), (Object) distance);
    }

    /** The folder of the index. */
    default T setIndexPath(String folder) {
        return with(indexPath(), folder);
    }

    /** Sets a parameter. */
    @SuppressWarnings("unchecked")
    default <V> T with(Param<V> param, V value) {
        set(param, value);
        return (T) this;
    }
}
