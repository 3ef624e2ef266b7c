package hourglass.server.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What can be shown of an item that was found. */
enum HitField {
    @JsonProperty("title")
    TITLE,
    @JsonProperty("snippet")
    SNIPPET,
    @JsonProperty("text")
    TEXT,
    @JsonProperty("topics")
    TOPICS,
    @JsonProperty("fields")
    FIELDS,
    @JsonProperty("thumbnail")
    THUMBNAIL,
    @JsonProperty("code")
    CODE,
    @JsonProperty("differs")
    DIFFERS,
    @JsonProperty("real")
    REAL
}
