package org.sparsecortex.simulations.json;

import java.util.LinkedHashMap;
import java.util.List;

/** JSON value that remembers where it stood in the file. */
public sealed interface Node {
    /** Line and column of the value's first character, both from 1. */
    Location at();

    /** Place in a file. */
    record Location(int line, int column) {}

    /** JSON object; members in the order of the file. */
    record Obj(Location at, LinkedHashMap<String, Node> members) implements Node {}

    /** JSON array. */
    record Arr(Location at, List<Node> elements) implements Node {}

    /** String, number (Long or Double), boolean, or null. */
    record Scalar(Location at, Object value) implements Node {}

    /** The value as a reader of an error message would write it, cut to a line. */
    default String brief() {
        String text = JsonTree.write(this, false);
        return text.length() <= 60 ? text : text.substring(0, 57) + "...";
    }

    /** What kind of JSON value it is, in words. */
    default String kind() {
        if (this instanceof Obj) {
            return "an object";
        }
        if (this instanceof Arr) {
            return "an array";
        }
        Object value = ((Scalar) this).value();
        if (value == null) {
            return "null";
        }
        if (value instanceof String) {
            return "a string";
        }
        return value instanceof Boolean ? "a boolean" : value instanceof Long ? "an integer" : "a number";
    }
}
