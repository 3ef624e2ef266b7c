package hourglass.spark.codes;

import java.io.Serializable;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;

/** The parameters of {@link HammingNeighborsParams}, as one object that a class has. */
public final class HammingNeighborsColumns implements Serializable {
    private static final long serialVersionUID = 1L;

    final Param<String> id;
    final Param<String> code;
    final Param<String> neighbors;
    final IntParam k;
    final IntParam radius;
    final Param<String> indexPath;

    HammingNeighborsColumns(HammingNeighborsParams<?> parent) {
        id = new Param<>(parent, "idCol", "column of ids: bigint, int or string");
        code = new Param<>(parent, "codeCol", "column of codes: binary, bigint or array<bigint>");
        neighbors = new Param<>(parent, "neighborsCol", "column of neighbours that is added");
        k = new IntParam(parent, "k", "number of nearest items of each row");
        radius = new IntParam(parent, "radius", "largest distance of a neighbour, from 0 to the length of the codes");
        indexPath =
                new Param<>(parent, "indexPath", "folder of the index, on a file system that every executor reaches");
    }

    /** Sets the defaults; not in the constructor, since an object sets them on itself once it is made. */
    static void setDefaults(HammingNeighborsParams<?> params) {
        params.setDefault(params.idCol(), "id");
        params.setDefault(params.codeCol(), "code");
        params.setDefault(params.neighborsCol(), "neighbors");
    }
}
