package hourglass.data.file;

import java.util.List;
import java.util.stream.Stream;

/** The columns of two others, one after the other. */
record JoinedTexts(RowTexts first, RowTexts second) implements RowTexts {
    @Override
    public List<String> names() {
        return Stream.of(first, second).flatMap(texts -> texts.names().stream()).toList();
    }

    @Override
    public String text(int row, int column) {
        int columns = first.names().size();
        return column < columns ? first.text(row, column) : second.text(row, column - columns);
    }
}
