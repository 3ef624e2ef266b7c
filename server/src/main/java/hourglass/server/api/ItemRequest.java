package hourglass.server.api;

import hourglass.data.InputException;
import hourglass.library.Item;
import hourglass.persistence.FittedModel;
import hourglass.server.http.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An item as a client sends it.
 *
 * @param id in the body of a batch; else it stands in the address
 * @param values that a model of numbers encodes
 * @param picture that a model of pictures encodes
 */
record ItemRequest(
        @Nullable String id,
        @Nullable String title,
        @Nullable String text,
        @Nullable List<String> topics,
        @Nullable Map<String, String> fields,
        float @Nullable [] values,
        @Nullable String picture) {
    /** The item under an id. */
    Item item(String name, FittedModel model, Pictures pictures) {
        if (values != null && picture != null) {
            throw ProblemException.badRequest("the item has values and a picture", "give one of them");
        }
        if (values != null && model.text() != null) {
            throw ProblemException.badRequest("the item has values, but the model reads texts", "give a text");
        }
        try {
            Item item = Item.of(name, Objects.requireNonNullElse(title, ""), Objects.requireNonNullElse(text, ""))
                    .withTopics(Objects.requireNonNullElse(topics, List.of()))
                    .withFields(Objects.requireNonNullElse(fields, Map.of()));
            if (picture != null) {
                Pictures.ReadPicture read = pictures.read(picture);
                return item.withValues(read.values()).withThumbnail(read.thumbnail());
            }
            if (values == null) {
                return item;
            }
            GivenItems.matrix("item", List.of(values), model.bareModel().visible(), model.missing());
            return item.withValues(values);
        } catch (InputException e) {
            throw ProblemException.badRequest(String.valueOf(e.getMessage()), "");
        }
    }
}
