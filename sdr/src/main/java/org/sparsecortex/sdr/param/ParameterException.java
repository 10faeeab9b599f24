package org.sparsecortex.sdr.param;

/**
 * A value that is not allowed: which one, what it was, and what is allowed, as fields, so that whoever knows where the value was
 * written can point there.
 */
public final class ParameterException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String name;
    private final String value;
    private final String allowed;

    /** "name = value: allowed". */
    public ParameterException(String name, Object value, String allowed) {
        this(name, value, allowed, name + " = " + value + ": " + allowed, null);
    }

    /** "name = value: allowed", because of {@code cause}. */
    public ParameterException(String name, Object value, String allowed, Throwable cause) {
        this(name, value, allowed, name + " = " + value + ": " + allowed, cause);
    }

    ParameterException(String name, Object value, String allowed, String sentence, Throwable cause) {
        super(sentence, cause);
        this.name = name;
        this.value = String.valueOf(value);
        this.allowed = allowed;
    }

    /** The same of a value within another: {@code kernel} within {@code layers[1]} is {@code layers[1].kernel}. */
    public ParameterException within(String outer) {
        return new ParameterException(outer + "." + name, value, allowed, outer + "." + getMessage(), this);
    }

    /** The value's name; of a part of a parameter, the parameter followed by a blank, a dot or a bracket. */
    public String name() {
        return name;
    }

    /** The value as text. */
    public String value() {
        return value;
    }

    /** What is allowed, or why the value is not. */
    public String allowed() {
        return allowed;
    }

    /** The parameter that it is about: the name up to a part of it. */
    public String parameter() {
        int end = 0;
        while (end < name.length() && Character.isJavaIdentifierPart(name.charAt(end))) {
            end++;
        }
        return name.substring(0, end);
    }
}
