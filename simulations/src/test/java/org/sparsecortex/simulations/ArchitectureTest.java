package org.sparsecortex.simulations;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("dev-test") && !location.contains("/benchmarks/"))
            .importPackages("org.sparsecortex");

    @Test
    void arrowsPointDownOnly() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("sdr")
                .definedBy("org.sparsecortex.sdr..")
                .layer("dendrites")
                .definedBy("org.sparsecortex.dendrites..")
                .layer("neurons")
                .definedBy("org.sparsecortex.neurons..")
                .layer("v1")
                .definedBy("org.sparsecortex.v1..")
                .layer("runtime")
                .definedBy("org.sparsecortex.runtime..")
                .layer("learning")
                .definedBy("org.sparsecortex.learning..")
                .layer("delta")
                .definedBy("org.sparsecortex.delta..")
                .layer("sparsey")
                .definedBy("org.sparsecortex.sparsey..")
                .layer("simulations")
                .definedBy("org.sparsecortex.simulations..")
                .whereLayer("simulations")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("runtime")
                .mayOnlyBeAccessedByLayers("simulations")
                .whereLayer("learning")
                .mayOnlyBeAccessedByLayers("neurons", "delta", "v1", "simulations")
                .whereLayer("delta")
                .mayOnlyBeAccessedByLayers("simulations")
                .whereLayer("sparsey")
                .mayOnlyBeAccessedByLayers("simulations")
                .whereLayer("v1")
                .mayOnlyBeAccessedByLayers("simulations")
                .whereLayer("neurons")
                .mayOnlyBeAccessedByLayers("simulations")
                .whereLayer("dendrites")
                .mayOnlyBeAccessedByLayers("neurons", "simulations")
                .check(CLASSES);
    }

    @Test
    void eachLibraryHasOnePlace() {
        only("akka..", "org.sparsecortex.runtime..");
        only("com.fasterxml..", "org.sparsecortex.simulations.json..");
        only("org.jfree..", "org.sparsecortex.simulations.chart..");
        only("org.apache.batik..", "org.sparsecortex.simulations.chart..");
        only("picocli..", "org.sparsecortex.simulations.cli..");
        only("org.jtransforms..", "org.sparsecortex.v1.fourier..");
        only("org.bytedeco..", "org.sparsecortex.learning.blas..");
        only("us.hebi.matlab..", "org.sparsecortex.simulations.input..");
    }

    private static void only(String library, String home) {
        noClasses()
                .that()
                .resideOutsideOfPackage(home)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(library)
                .check(CLASSES);
    }

    @Test
    void resultsDoNotDependOnHiddenRandomnessOrClocks() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "org.sparsecortex.sdr..",
                        "org.sparsecortex.dendrites..",
                        "org.sparsecortex.neurons.memory..",
                        "org.sparsecortex.neurons.pooler..",
                        "org.sparsecortex.neurons.column..",
                        "org.sparsecortex.neurons.anomaly..",
                        "org.sparsecortex.v1..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.Random")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.concurrent.ThreadLocalRandom")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.SplittableRandom")
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .callMethod(Math.class, "exp", double.class)
                .orShould()
                .callMethod(Math.class, "log", double.class)
                .orShould()
                .callMethod(Math.class, "tanh", double.class)
                .orShould()
                .callMethod(Math.class, "pow", double.class, double.class)
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(CLASSES);
    }

    @Test
    void kernelsAreFinalAndHidden() {
        classes()
                .that()
                .implement(org.sparsecortex.sdr.kernel.Kernel.class)
                .should()
                .haveModifier(JavaModifier.FINAL)
                .andShould()
                .notBePublic()
                .check(CLASSES);
    }
}
