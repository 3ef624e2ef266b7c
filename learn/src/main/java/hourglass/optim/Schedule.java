package hourglass.optim;

import java.util.List;

/** How the learning rate changes over a run, as a factor of the optimiser's own. */
public sealed interface Schedule {
    /**
     * The factor.
     *
     * @param progress the share of the run that is done, 0 to 1
     */
    double at(double progress);

    /** Always 1. */
    record Constant() implements Schedule {
        @Override
        public double at(double progress) {
            return 1;
        }
    }

    /**
     * From 1 to 0 along half a cosine (Loshchilov and Hutter, ICLR 2017, eq. 5, without restarts), after a linear rise.
     *
     * @param warmUp the share of the run in which the factor rises from 0 to 1, 0 to below 1
     */
    record Cosine(double warmUp) implements Schedule {
        public Cosine {
            Options.fraction("warm-up", warmUp);
        }

        @Override
        public double at(double progress) {
            if (progress < warmUp) {
                return progress / warmUp;
            }
            return 0.5 * (1 + Math.cos(Math.PI * (progress - warmUp) / (1 - warmUp)));
        }
    }

    /**
     * From 1 along a straight line.
     *
     * @param last the factor at the end, at least 0
     */
    record Linear(double last) implements Schedule {
        public Linear {
            Options.notNegative("last factor", last);
        }

        @Override
        public double at(double progress) {
            return 1 + (last - 1) * progress;
        }
    }

    /**
     * From 1 by the same factor in every equal part of the run.
     *
     * @param last the factor at the end, positive
     */
    record Exponential(double last) implements Schedule {
        public Exponential {
            Options.positive("last factor", last);
        }

        @Override
        public double at(double progress) {
            return Math.pow(last, progress);
        }
    }

    /**
     * From 1 by a factor at each of some points of the run.
     *
     * @param factor by which each multiplies, positive
     * @param points where, each between 0 and 1
     */
    record Steps(double factor, List<Double> points) implements Schedule {
        public Steps {
            Options.positive("factor", factor);
            points = List.copyOf(points);
            points.forEach(point -> Options.between("point of a step", 0, 1, point));
        }

        @Override
        public double at(double progress) {
            double product = 1;
            for (int i = 0; i < points.size(); i++) {
                product *= points.get(i) <= progress ? factor : 1;
            }
            return product;
        }
    }
}
