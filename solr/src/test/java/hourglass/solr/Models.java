package hourglass.solr;

import hourglass.codes.Thresholds;
import hourglass.data.TextEncoding;
import hourglass.data.Transform;
import hourglass.model.Rbm;
import hourglass.model.RbmShape;
import hourglass.persistence.DataDescription;
import hourglass.persistence.FitDescription;
import hourglass.persistence.FittedModel;
import hourglass.persistence.StopReason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Models with random weights, which are as good as any for finding things. */
final class Models {
    static final int WORDS = 60;

    private Models() {}

    /** Of the words w0 to w59. */
    static FittedModel ofTexts(int bits) {
        List<String> words = IntStream.range(0, WORDS).mapToObj(i -> "w" + i).toList();
        return ofVectors(bits).withText(new TextEncoding("none", words));
    }

    /** Of 60 values. */
    static FittedModel ofVectors(int bits) {
        SplittableRandom random = new SplittableRandom(bits);
        RbmShape shape = RbmShape.bernoulli(WORDS, bits);
        float[] parameters = new float[shape.dimension()];
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = (float) random.nextDouble(-2, 2);
        }
        return fitted(shape, parameters, bits);
    }

    /** Of 64 values of 0 and 1, which become the bits of the code. */
    static FittedModel ofBits() {
        int bits = 64;
        RbmShape shape = RbmShape.bernoulli(bits, bits);
        float[] parameters = new float[shape.dimension()];
        for (int i = 0; i < bits; i++) {
            parameters[i * bits + i] = 10;
            parameters[shape.hiddenBiasOffset() + i] = -5;
        }
        return fitted(shape, parameters, bits);
    }

    private static FittedModel fitted(RbmShape shape, float[] parameters, int bits) {
        return new FittedModel(
                        new Rbm(shape, parameters),
                        new Transform.Identity(),
                        new DataDescription("words", 100, List.of(), null, null),
                        new FitDescription(
                                "BERNOULLI", Map.of(), 1, "1", Instant.EPOCH, List.of(), StopReason.FINISHED))
                .withThresholds(Thresholds.same(bits, 0.5f));
    }

    /** Two of a few words, or three, so that many texts have equal codes. */
    static String text(SplittableRandom random) {
        return IntStream.range(0, 2 + random.nextInt(2))
                .mapToObj(i -> "w" + random.nextInt(WORDS / 2))
                .collect(Collectors.joining(" "));
    }
}
