package org.sparsecortex.simulations.json;

/**
 * Any JSON value, as a part of a scenario that is put in place of another part.
 *
 * @param text compact JSON text
 */
public record Json(String text) {
    /** The text of a value. */
    public static Json of(Node node) {
        return new Json(JsonTree.write(node, false));
    }

    /** The value. */
    public Node node() {
        return JsonTree.parse(text, new Problems("value"));
    }

    /** Whether the value is a number. */
    public boolean isNumber() {
        return node() instanceof Node.Scalar scalar && scalar.value() instanceof Number;
    }

    /** Whether the value is an array or an object. */
    public boolean isComposed() {
        return !(node() instanceof Node.Scalar);
    }

    /** The value as a reader would name it: strings without quotation marks, everything else as JSON. */
    public String plain() {
        return node() instanceof Node.Scalar scalar && scalar.value() instanceof String string ? string : text;
    }
}
