package hourglass.cli.experiment;

import hourglass.data.Dataset;
import hourglass.data.Matrix;
import hourglass.decomposition.PrincipalComponents;
import hourglass.matrix.ThreadTeam;
import java.util.List;

final class ImageHashing {
    private ImageHashing() {}

    static Dataset descriptors(Dataset training, Dataset data, ThreadTeam team) {
        PrincipalComponents pca = PrincipalComponents.fitRandomized(training.rows(), 256, hourglass.decomposition.SubspaceIteration.withSeed(1), team);
        Matrix codes = pca.encode(data.rows(), team);
        return new Dataset(data.name(), codes, List.of(), data.labels(), null);
    }
}
