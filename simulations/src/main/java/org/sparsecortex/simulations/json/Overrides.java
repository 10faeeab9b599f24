package org.sparsecortex.simulations.json;

import java.util.Map;
import org.sparsecortex.simulations.problem.Problem;

/** Values put into a tree from outside: by {@code --set} and by sweeps. */
public final class Overrides {
    private static final String NUMBER = "-?\\d+([.]\\d+)?([eE][+-]?\\d+)?";

    private Overrides() {}

    /** Puts each JSON text at its pointer; the parent must exist. Changes the tree. */
    public static void apply(Node root, Map<String, String> overrides, Problems problems) {
        overrides.forEach((pointer, text) -> put(root, pointer, text, problems));
    }

    private static void put(Node root, String pointer, String text, Problems problems) {
        if (!pointer.isEmpty() && !pointer.startsWith("/")) {
            problems.add(pointer, root.at(), "", "a place in the scenario begins with '/': /" + pointer + "=" + text);
            return;
        }
        Problems inText = new Problems("override");
        Node value = JsonTree.parse(text, inText);
        boolean isJson = value != null && inText.count() == 0;
        if (!isJson && text.matches("(?s)\\s*[\\[{\"].*")) {
            problems.add(pointer, root.at(), "", "the value to set is not valid JSON: " + text);
            return;
        }
        if (!isJson && text.matches(NUMBER)) {
            Problem wrong = inText.all().get(0);
            problems.addUnreadable(pointer, root.at(), text, wrong.message());
            return;
        }
        Node node = isJson ? value : new Node.Scalar(root.at(), text); // a bare word is taken as a string
        if (!put(root, pointer, node)) {
            problems.add(pointer, root.at(), "", "there is no such place in the scenario to set a value");
        }
    }

    /** Puts a value at its pointer; false if the parent is not there. Changes the tree. */
    public static boolean put(Node root, String pointer, Node node) {
        String[] keys = pointer.split("/", -1);
        Node parent = keys.length < 2 || !keys[0].isEmpty() ? null : root;
        for (int i = 1; parent != null && i < keys.length - 1; i++) {
            parent = child(parent, unescape(keys[i]));
        }
        String last = unescape(keys[keys.length - 1]);
        if (parent instanceof Node.Obj object) {
            object.members().put(last, node);
            return true;
        }
        if (parent instanceof Node.Arr array && child(parent, last) != null) {
            array.elements().set(Integer.parseInt(last), node);
            return true;
        }
        return false;
    }

    private static Node child(Node parent, String key) {
        if (parent instanceof Node.Obj object) {
            return object.members().get(key);
        }
        boolean index = parent instanceof Node.Arr array
                && key.matches("\\d{1,9}")
                && Integer.parseInt(key) < array.elements().size();
        return index ? ((Node.Arr) parent).elements().get(Integer.parseInt(key)) : null;
    }

    /** The node at a pointer, or null. */
    public static Node find(Node root, String pointer) {
        Node node = root;
        String[] keys = pointer.split("/", -1);
        for (int i = 1; node != null && i < keys.length; i++) {
            node = child(node, unescape(keys[i]));
        }
        return node;
    }

    private static String unescape(String key) {
        return key.replace("~1", "/").replace("~0", "~");
    }
}
