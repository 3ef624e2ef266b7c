package hourglass.data.file;

import hourglass.data.Labels;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Columns of text that are written beside the numbers of rows, such as ids. */
public interface RowTexts {
    /** No columns. */
    RowTexts NONE = new RowTexts() {
        @Override
        public List<String> names() {
            return List.of();
        }

        @Override
        public String text(int row, int column) {
            throw new IndexOutOfBoundsException(column);
        }
    };

    /** The names of the columns. */
    List<String> names();

    /** What a row has in a column, empty for nothing; called once the numbers of the row are known. */
    String text(int row, int column);

    /** A column with the ids of rows, called "id"; none for no ids. */
    static RowTexts ids(List<String> ids) {
        return ids.isEmpty() ? NONE : column("id", ids::get);
    }

    /** A column with the classes of rows, called "label"; none where these are not known. */
    static RowTexts labels(@Nullable Labels labels) {
        return labels == null ? NONE : column("label", labels::nameOf);
    }

    /** A single column. */
    static RowTexts column(String name, IntFunction<String> texts) {
        return new OneColumn(name, texts);
    }

    /** The columns of two. */
    static RowTexts joined(RowTexts first, RowTexts second) {
        return first == NONE ? second : second == NONE ? first : new JoinedTexts(first, second);
    }
}
