package org.sparsecortex.simulations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparsecortex.neurons.mutant.Reaching;
import org.sparsecortex.runtime.ActorRunner;
import org.sparsecortex.sdr.mutant.HashOrder;
import org.sparsecortex.sdr.mutant.Mutants;

/** The rules hold for the product, and each is broken by a class that was written to break it. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("dev-test")
                    && !location.contains("-tests.jar") // how "verify" sees the test helpers of other modules
                    && !location.contains("/benchmarks/"))
            .importPackages("org.sparsecortex");

    private static final Map<String, String> HOMES = Map.of(
            "akka..", "org.sparsecortex.runtime..",
            "scala..", "org.sparsecortex.runtime..",
            "com.fasterxml..", "org.sparsecortex.simulations.json..",
            "org.jfree..", "org.sparsecortex.simulations.chart..",
            "org.apache.batik..", "org.sparsecortex.simulations.chart..",
            "picocli..", "org.sparsecortex.simulations.cli..",
            "org.jtransforms..", "org.sparsecortex.v1.fourier..",
            "org.bytedeco..", "org.sparsecortex.openblas..",
            "io.jhdf..", "org.sparsecortex.simulations.[array|export]..",
            "us.hebi.matlab..", "org.sparsecortex.simulations.array..");

    /** Each rule with the classes that break it. */
    static Stream<Arguments> rules() {
        return Stream.of(
                Arguments.of("layers", ArchitectureRules.layers(), new Class<?>[] {Reaching.class, ActorRunner.class}),
                Arguments.of("cycles", ArchitectureRules.noCycles(), new Class<?>[] {
                    Reaching.class, org.sparsecortex.neurons.mutant.inner.Back.class
                }),
                Arguments.of("math", ArchitectureRules.exactMath(), new Class<?>[] {Mutants.Power.class}),
                Arguments.of("reference", ArchitectureRules.exactMath(), new Class<?>[] {Mutants.Reference.class}),
                Arguments.of("strict", ArchitectureRules.strictMath(), new Class<?>[] {Mutants.Strict.class}),
                Arguments.of("random", ArchitectureRules.keyedRandomness(), new Class<?>[] {Mutants.Drawing.class}),
                Arguments.of("uuid", ArchitectureRules.keyedRandomness(), new Class<?>[] {Mutants.Naming.class}),
                Arguments.of("clock", ArchitectureRules.noClocks(), new Class<?>[] {Mutants.Timing.class}),
                Arguments.of("now", ArchitectureRules.noClocks(), new Class<?>[] {Mutants.Dating.class}),
                Arguments.of("identity", ArchitectureRules.noClocks(), new Class<?>[] {Mutants.Identity.class}),
                Arguments.of("hash order", ArchitectureRules.noHashOrder(), new Class<?>[] {HashOrder.class}),
                Arguments.of("kernels", ArchitectureRules.hiddenKernels(), new Class<?>[] {HashOrder.class}));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void theProductObeys(String name, ArchRule rule, Class<?>... mutants) {
        rule.check(CLASSES);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void theRuleReportsItsMutant(String name, ArchRule rule, Class<?>... mutants) {
        JavaClasses broken = new ClassFileImporter().importClasses(mutants);
        assertThatThrownBy(() -> rule.check(broken))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(mutants[0].getSimpleName());
    }

    @Test
    void eachLibraryHasOnePlace() {
        HOMES.forEach((library, home) -> ArchitectureRules.only(library, home).check(CLASSES));
        JavaClasses broken = new ClassFileImporter().importClasses(Mutants.Acting.class);
        assertThatThrownBy(() ->
                        ArchitectureRules.only("akka..", HOMES.get("akka..")).check(broken))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Acting");
    }

    @Test
    void everyModuleIsLookedAt() {
        assertThat(CLASSES.stream().map(c -> c.getPackageName().split("\\.")[2]).distinct())
                .containsExactlyInAnyOrder(
                        "sdr",
                        "learning",
                        "openblas",
                        "dendrites",
                        "neurons",
                        "v1",
                        "sparsey",
                        "spiking",
                        "delta",
                        "runtime",
                        "simulations");
    }
}
