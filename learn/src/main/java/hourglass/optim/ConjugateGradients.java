package hourglass.optim;

public record ConjugateGradients(int lineSearches) implements Optimizer<DifferentiableFunction> {
    public State<DifferentiableFunction> start(int dimension, int weights) {
        throw new UnsupportedOperationException();
    }
}
