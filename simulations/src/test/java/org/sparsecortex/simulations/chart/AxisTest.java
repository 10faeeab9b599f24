package org.sparsecortex.simulations.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.axis.ValueAxis;
import org.junit.jupiter.api.Test;

class AxisTest {
    @Test
    void namesStandAtTheirNumbers() {
        ValueAxis axis = Theme.axis(new ChartSpec.Axis("shape", false, List.of(), List.of("spot", "bar", "edge")));
        assertThat(((SymbolAxis) axis).getSymbols()).containsExactly("spot", "bar", "edge");
        assertThat(axis.getLowerBound()).isEqualTo(-0.5);
        assertThat(axis.getUpperBound()).isEqualTo(2.5);
    }

    @Test
    void aRangeAndNamesGoTogetherButNotNamesAndALogarithm() {
        List<String> names = List.of("spot", "bar", "edge");
        ValueAxis axis = Theme.axis(new ChartSpec.Axis("shape", false, List.of(0.5, 2.5), names));
        assertThat(axis.getLowerBound()).isEqualTo(0.5);
        assertThatThrownBy(() -> new ChartSpec.Axis("shape", true, List.of(), names))
                .hasMessageContaining("logarithmic scale has no names");
    }
}
