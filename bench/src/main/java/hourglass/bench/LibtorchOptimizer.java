package hourglass.bench;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Dispatcher;
import org.bytedeco.pytorch.GenericList;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.OperatorHandle;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorList;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * libtorch's fused optimisers, one pass over everything, as Python's {@code fused=True} uses them. The C++ optimiser
 * classes know only the slower ones of many small operations, so the kernels are called by name.
 */
final class LibtorchOptimizer {
    private static final Scalar ONE = new Scalar(1.0);

    private final Case.Rule rule;
    private final double learningRate;
    private final OperatorHandle kernel;
    private final IValue parameters;
    private final List<IValue> states = new ArrayList<>();
    /** The number of steps, once for each parameter: one tensor, listed many times. */
    private final Tensor count = Tensor.create(new float[] {0}, 1);

    private final IValue counts;
    private boolean started;

    LibtorchOptimizer(Case one, List<Tensor> parameters) {
        this.rule = one.rule();
        this.learningRate = one.learningRate();
        String name = rule == Case.Rule.ADAM ? "aten::_fused_adam_" : "aten::_fused_sgd_";
        this.kernel = Dispatcher.singleton().findSchemaOrThrow(name, "");
        this.parameters = list(parameters);
        for (int i = 0; i < rule.states; i++) {
            states.add(list(parameters.stream().map(torch::zeros_like).toList()));
        }
        this.counts = list(parameters.stream().map(p -> count).toList());
    }

    private static IValue list(List<Tensor> tensors) {
        return list(new TensorVector(tensors.toArray(Tensor[]::new)));
    }

    private static IValue list(TensorVector tensors) {
        GenericList list = new GenericList(new TensorList(tensors).elementType());
        for (long i = 0; i < tensors.size(); i++) {
            list.push_back(new IValue(tensors.get(i)));
        }
        return new IValue(list);
    }

    /** Moves the parameters. To be called within a pointer scope. */
    @SuppressWarnings("try") // The guard is used by being open.
    void step(TensorVector gradients) {
        try (NoGradGuard guard = new NoGradGuard()) {
            if (rule == Case.Rule.ADAM) {
                adam(list(gradients));
            } else {
                momentum(list(gradients));
            }
        }
    }

    private void adam(IValue gradients) {
        count.add_(ONE);
        IValue noMaximum = list(new TensorVector());
        // lr, beta1, beta2, weight decay, eps; amsgrad, maximize; gradient scale, whether infinities were found.
        kernel.callBoxed(new IValueVector(
                parameters,
                gradients,
                states.get(0),
                states.get(1),
                noMaximum,
                counts,
                new IValue(learningRate),
                new IValue(0.9),
                new IValue(0.999),
                new IValue(0.0),
                new IValue(1e-8),
                new IValue(false),
                new IValue(false),
                new IValue(),
                new IValue()));
    }

    private void momentum(IValue gradients) {
        // weight decay, momentum, lr, dampening; nesterov, maximize, first step; gradient scale, infinities found.
        kernel.callBoxed(new IValueVector(
                parameters,
                gradients,
                states.get(0),
                new IValue(0.0),
                new IValue(Case.MOMENTUM),
                new IValue(learningRate),
                new IValue(0.0),
                new IValue(false),
                new IValue(false),
                new IValue(!started),
                new IValue(),
                new IValue()));
        started = true;
    }
}
