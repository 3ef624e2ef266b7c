package hourglass.spark.codes;

import hourglass.data.InputException;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;

/** What {@link HammingNeighbors} and {@link HammingNeighborsModel} have in common. */
public interface HammingNeighborsParams extends Params {
    /** The parameter for the column of ids. */
    Param<String> idCol();

    /** The parameter for the column of codes. */
    Param<String> codeCol();

    /** The parameter for the column of neighbours that is added. */
    Param<String> neighborsCol();

    /** The parameter for the number of neighbours. */
    IntParam k();

    /** The parameter for the largest distance. */
    IntParam radius();

    /** The parameter for the folder of the index. */
    Param<String> indexPath();

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
}
