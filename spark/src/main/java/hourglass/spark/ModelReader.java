package hourglass.spark;

import java.util.function.BiFunction;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;

/**
 * Reads models of one class: the folder that one was saved as, or a model file alone, whose parameters are the defaults.
 *
 * @param <M> the class
 */
final class ModelReader<M extends EncoderModel<M>> extends MLReader<M> {
    private final MLReader<M> parameters;
    private final BiFunction<String, SharedModel, M> make;

    /**
     * @param parameters reads a model's parameters
     * @param make a model of a uid
     */
    ModelReader(MLReader<M> parameters, BiFunction<String, SharedModel, M> make) {
        this.parameters = parameters;
        this.make = make;
    }

    @Override
    public M load(String path) {
        Configuration configuration = sc().hadoopConfiguration();
        SharedModel model = SharedModel.read(path, configuration);
        if (SharedModel.isFile(path, configuration)) {
            return make.apply(Identifiable$.MODULE$.randomUID("model"), model);
        }
        M read = parameters.load(path);
        return read.copyValues(make.apply(read.uid(), model), new ParamMap());
    }
}
