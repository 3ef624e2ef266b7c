package hourglass.objective;

/** Options written as a name and numbers: {@code masking:0.25}. */
final class Notation {
    private Notation() {}

    /** The numbers after the name. */
    static double[] numbers(String text, String[] parts) {
        double[] numbers = new double[parts.length - 1];
        for (int i = 0; i < numbers.length; i++) {
            try {
                numbers[i] = Double.parseDouble(parts[i + 1]);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("'%s' of '%s' is no number".formatted(parts[i + 1], text), e);
            }
        }
        return numbers;
    }
}
