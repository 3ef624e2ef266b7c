package hourglass.optim;

public record Lbfgs(int memory, int iterations) implements Optimizer<DifferentiableFunction> {
    public State<DifferentiableFunction> start(int dimension, int weights) {
        throw new UnsupportedOperationException();
    }
}
