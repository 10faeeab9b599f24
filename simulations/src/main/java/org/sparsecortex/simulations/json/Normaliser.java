package org.sparsecortex.simulations.json;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns records back into JSON with every default filled in and keys in the order of the components. */
public final class Normaliser {
    private static final Node.Location NOWHERE = new Node.Location(0, 0);

    private Normaliser() {}

    /** The JSON of a record, an enum, a number, a list or a map of such. */
    public static Node node(Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.map(Normaliser::node).orElse(new Node.Scalar(NOWHERE, null));
        }
        if (value instanceof List<?> list) {
            List<Node> elements = new ArrayList<>();
            list.forEach(element -> elements.add(node(element)));
            return new Node.Arr(NOWHERE, elements);
        }
        if (value instanceof Map<?, ?> map) {
            LinkedHashMap<String, Node> members = new LinkedHashMap<>();
            map.forEach((key, element) -> members.put((String) key, node(element)));
            return new Node.Obj(NOWHERE, members);
        }
        if (value instanceof Json json) {
            return json.node();
        }
        if (value instanceof Record record) {
            return record(record);
        }
        if (value instanceof Enum<?> constant) {
            return new Node.Scalar(NOWHERE, Names.ofConstant(constant));
        }
        return new Node.Scalar(NOWHERE, value instanceof Integer whole ? (Object) whole.longValue() : value);
    }

    private static Node record(Record record) {
        LinkedHashMap<String, Node> members = new LinkedHashMap<>();
        String type = TypeNames.nameOf(record.getClass());
        if (type != null) {
            if (record.getClass().getRecordComponents().length == 0 && TypeNames.byName(record.getClass())) {
                return new Node.Scalar(NOWHERE, type);
            }
            members.put("type", new Node.Scalar(NOWHERE, type));
        }
        try {
            for (RecordComponent component : record.getClass().getRecordComponents()) {
                var accessor = component.getAccessor();
                accessor.setAccessible(true);
                members.put(component.getName(), node(accessor.invoke(record)));
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + record.getClass(), e);
        }
        return new Node.Obj(NOWHERE, members);
    }
}
