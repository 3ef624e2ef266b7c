package hourglass.network;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How a {@link LayerSpec} is written. */
final class LayerSpecToken {
    private static final Pattern DENSE = Pattern.compile("[1-9][0-9]{0,6}");
    private static final Pattern CONVOLUTION =
            Pattern.compile("([1-9][0-9]{0,4})c([1-9][0-9]{0,2})(?:s([1-9][0-9]{0,2}))?(?:p([0-9]{1,3}))?");
    private static final Pattern POOLING = Pattern.compile("p([1-9][0-9]?)(u?)");

    private static final Pattern WINNERS = Pattern.compile("k([1-9][0-9]{0,6})");

    private LayerSpecToken() {}

    static LayerSpec parse(String token) {
        try {
            Matcher convolution = CONVOLUTION.matcher(token);
            if (convolution.matches()) {
                return new LayerSpec.Convolution(
                        number(convolution.group(1), 1),
                        number(convolution.group(2), 1),
                        number(convolution.group(3), 1),
                        number(convolution.group(4), 0));
            }
            Matcher winners = WINNERS.matcher(token);
            if (winners.matches()) {
                return new LayerSpec.KSparse(number(winners.group(1), 1));
            }
            Matcher pooling = POOLING.matcher(token);
            if (pooling.matches()) {
                return new LayerSpec.Pooling(
                        number(pooling.group(1), 1), !pooling.group(2).isEmpty());
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'%s': %s".formatted(token, e.getMessage()), e);
        }
        if (!DENSE.matcher(token).matches()) {
            throw new IllegalArgumentException(("'%s' is no layer; give units from 1 to 9999999 like 500, a convolution"
                            + " of 32 filters of 5x5 like 32c5 (32c5s2p2 with stride 2 and padding 2) or, after one,"
                            + " max-pooling like p2 (p2u with unpooling); after units, k25 keeps the 25"
                            + " largest")
                    .formatted(token));
        }
        return new LayerSpec.Dense(Integer.parseInt(token));
    }

    private static int number(@Nullable String digits, int otherwise) {
        return digits == null ? otherwise : Integer.parseInt(digits);
    }
}
