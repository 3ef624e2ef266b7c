package hourglass.data.file;

import java.util.List;
import java.util.function.IntFunction;

/** A single column of texts. */
record OneColumn(String name, IntFunction<String> texts) implements RowTexts {
    @Override
    public List<String> names() {
        return List.of(name);
    }

    @Override
    public String text(int row, int column) {
        return texts.apply(row);
    }
}
