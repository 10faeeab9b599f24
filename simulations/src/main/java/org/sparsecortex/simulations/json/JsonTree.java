package org.sparsecortex.simulations.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Text to {@link Node} and back; members named {@link #COMMENT} are comments and left out. */
public final class JsonTree {
    /** Key of a comment, a string, in any object. */
    public static final String COMMENT = "//";

    private static final int MAX_DEPTH = 64;
    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build();

    private final JsonParser parser;
    private final Problems problems;

    private JsonTree(JsonParser parser, Problems problems) {
        this.parser = parser;
        this.problems = problems;
    }

    /** Parses one JSON value; faults of the text, and duplicate keys, go to {@code problems}. Null if it cannot go on. */
    public static Node parse(String text, Problems problems) {
        try (JsonParser parser = FACTORY.createParser(text.startsWith("\uFEFF") ? text.substring(1) : text)) {
            return new JsonTree(parser, problems).root();
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory failed", e);
        }
    }

    private Node root() throws IOException {
        try {
            if (parser.nextToken() == null) {
                problems.add("", new Node.Location(1, 1), "", "the file is empty; a JSON object is expected");
                return null;
            }
            Node root = value("");
            if (parser.nextToken() != null) {
                problems.add("", here(), parser.getText(), "text after the end of the scenario");
            }
            return root;
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation() == null ? parser.currentLocation() : e.getLocation();
            Node.Location place = new Node.Location(at.getLineNr(), at.getColumnNr());
            problems.add("", place, "", "not valid JSON: " + cure(e.getOriginalMessage()));
            return null;
        }
    }

    /** What the parser says, without the names of its own parts. */
    static String plain(String message) {
        return message.replaceAll("\\[Source: [^\\]]*?line: (\\d+), column: (\\d+)\\]", "line $1, column $2")
                .replaceAll(", from `[^`]*`", "");
    }

    /** What to do about a frequent fault of the text; what the parser says of others. */
    private static String cure(String message) {
        if (message.contains("ALLOW_COMMENTS") || message.contains("ALLOW_YAML_COMMENTS")) {
            return "JSON has no comments; write them as keys, \"//\": \"text\"";
        }
        if (message.contains("NON_NUMERIC")) {
            return message.replaceFirst("(?s): enable .*", "") + "; numbers are written as -12.5 or 3e-4";
        }
        if (message.matches("(?s).*\\((code|CTRL-CHAR, code) (93|125)\\).*")) {
            return plain(message) + "; is there a comma before the bracket?";
        }
        if (message.contains("nesting depth")) {
            return "arrays and objects stand in each other more than " + MAX_DEPTH
                    + " levels deep; is a bracket missing?";
        }
        return plain(message);
    }

    private Node.Location here() {
        JsonLocation at = parser.currentTokenLocation();
        return new Node.Location(at.getLineNr(), at.getColumnNr());
    }

    private Node value(String pointer) throws IOException {
        Node.Location at = here();
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(pointer, at);
            case START_ARRAY -> array(pointer, at);
            case VALUE_STRING -> new Node.Scalar(at, parser.getText());
            case VALUE_NUMBER_INT -> integer(pointer, at);
            case VALUE_NUMBER_FLOAT -> real(pointer, at);
            case VALUE_TRUE -> new Node.Scalar(at, true);
            case VALUE_FALSE -> new Node.Scalar(at, false);
            default -> new Node.Scalar(at, null);
        };
    }

    private Node real(String pointer, Node.Location at) throws IOException {
        double value = parser.getDoubleValue();
        if (Double.isInfinite(value)) {
            problems.addUnreadable(pointer, at, parser.getText(), "is beyond the largest number, about 1.8e308");
            return new Node.Scalar(at, 0.0);
        }
        return new Node.Scalar(at, value + 0.0); // -0.0 is 0.0, so that equal scenarios are equal texts
    }

    private Node integer(String pointer, Node.Location at) throws IOException {
        if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            problems.addUnreadable(pointer, at, parser.getText(), "does not fit into 64 bits");
            return new Node.Scalar(at, 0L);
        }
        return new Node.Scalar(at, parser.getLongValue());
    }

    private Node object(String pointer, Node.Location at) throws IOException {
        LinkedHashMap<String, Node> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            Node.Location keyAt = here();
            String inner = pointer + "/" + escape(key);
            parser.nextToken();
            Node node = value(inner);
            if (key.equals(COMMENT)) {
                if (!(node instanceof Node.Scalar scalar && scalar.value() instanceof String)) {
                    problems.add(inner, keyAt, node.brief(), "a comment is a string");
                }
                continue;
            }
            if (members.putIfAbsent(key, node) != null) {
                problems.add(inner, keyAt, node.brief(), "the key '" + key + "' occurs twice in this object");
            }
        }
        return new Node.Obj(at, members);
    }

    private Node array(String pointer, Node.Location at) throws IOException {
        List<Node> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(value(pointer + "/" + elements.size()));
        }
        return new Node.Arr(at, elements);
    }

    /** A key as a part of a JSON pointer (RFC 6901). */
    public static String escape(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }

    /** JSON text; members in order, whole doubles keep their {@code .0}. */
    public static String write(Node node, boolean pretty) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = FACTORY.createGenerator(text)) {
            if (pretty) {
                out.setPrettyPrinter(new DefaultPrettyPrinter());
            }
            write(node, out);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return text.toString();
    }

    private static void write(Node node, JsonGenerator out) throws IOException {
        if (node instanceof Node.Obj object) {
            out.writeStartObject();
            for (var member : object.members().entrySet()) {
                out.writeFieldName(member.getKey());
                write(member.getValue(), out);
            }
            out.writeEndObject();
        } else if (node instanceof Node.Arr array) {
            out.writeStartArray();
            for (Node element : array.elements()) {
                write(element, out);
            }
            out.writeEndArray();
        } else {
            writeScalar(((Node.Scalar) node).value(), out);
        }
    }

    private static void writeScalar(Object value, JsonGenerator out) throws IOException {
        if (value == null) {
            out.writeNull();
        } else if (value instanceof String string) {
            out.writeString(string);
        } else if (value instanceof Boolean flag) {
            out.writeBoolean(flag);
        } else if (value instanceof Long integer) {
            out.writeNumber(integer);
        } else {
            out.writeNumber((double) value);
        }
    }
}
