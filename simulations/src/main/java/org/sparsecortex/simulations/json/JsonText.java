package org.sparsecortex.simulations.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.Map;

/** JSON text of plain maps, lists, strings and numbers, for manifests and metrics. */
public final class JsonText {
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private JsonText() {}

    /** Text of a map, list, string or number in one line. */
    public static String text(Object value) {
        try {
            return MAPPER.writer().without(SerializationFeature.INDENT_OUTPUT).writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a plain value could not be written as JSON", e);
        }
    }

    /** Indented text of an object, keys in the map's order. */
    public static String pretty(Map<String, ?> object) {
        try {
            return MAPPER.writeValueAsString(object) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a plain map could not be written as JSON", e);
        }
    }

    /**
     * The object that {@code text} holds, as plain maps, lists, strings, numbers and booleans.
     *
     * @throws IllegalArgumentException if the text is no JSON object
     */
    public static Map<String, Object> parseObject(String text) {
        try {
            Map<String, Object> object = MAPPER.readValue(text, OBJECT);
            if (object == null) {
                throw new IllegalArgumentException("not a JSON object: null");
            }
            return object;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a JSON object: " + JsonTree.plain(e.getOriginalMessage()), e);
        }
    }
}
