package org.sparsecortex.simulations.json;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Names in JSON and how far apart two of them are. */
public final class Names {
    private static final int FEW = 12;
    private static final int NEAREST = 3;

    private Names() {}

    /** An enum constant in JSON: lower case with hyphens. */
    public static String ofConstant(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The constants of an enum in JSON, in their order. */
    public static List<String> ofConstants(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(c -> ofConstant((Enum<?>) c))
                .toList();
    }

    /** " - did you mean 'x'?" for the nearest known name within a third of its length; else empty. */
    public static String didYouMean(String text, Collection<String> known) {
        return didYouMean(text, known, 1);
    }

    /** " - did you mean 'x', 'y' or 'z'?" for the nearest known names within a third of their lengths; else empty. */
    public static String didYouMean(String text, Collection<String> known, int most) {
        record Near(String name, int distance) {}
        List<String> near = known.stream()
                .map(name -> new Near(name, distance(text.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT))))
                .filter(n -> n.distance <= Math.max(1, Math.max(text.length(), n.name.length()) / 3))
                .sorted(Comparator.comparingInt(Near::distance))
                .limit(most)
                .map(n -> "'" + n.name + "'")
                .toList();
        if (near.isEmpty()) {
            return "";
        }
        String last = near.get(near.size() - 1);
        String others = String.join(", ", near.subList(0, near.size() - 1));
        return " - did you mean " + (others.isEmpty() ? "" : others + " or ") + last + "?";
    }

    /**
     * "is not one of [a, b]" with a guess; of more than a dozen names only how many there are, and the nearest three.
     *
     * @param where the command or page that shows all of them
     */
    public static String notOneOf(String text, Collection<String> known, String where) {
        if (known.size() <= FEW) {
            return "is not one of " + known + didYouMean(text, known);
        }
        List<String> near = known.stream()
                .sorted(Comparator.comparingInt(
                        name -> distance(text.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT))))
                .limit(NEAREST)
                .map(name -> "'" + name + "'")
                .toList();
        return "is not one of the " + known.size() + " that there are; the nearest are " + String.join(", ", near)
                + ", " + where + " shows all";
    }

    /** Edit distance of Damerau and Levenshtein, adjacent swaps counting one. */
    private static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int substitute = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                d[i][j] = Math.min(substitute, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
