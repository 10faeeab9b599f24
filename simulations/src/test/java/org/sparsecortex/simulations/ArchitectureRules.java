package org.sparsecortex.simulations;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.sparsecortex.sdr.kernel.Kernel;
import org.sparsecortex.sdr.kernel.Reducer;

/** What may depend on what, and what arithmetic may not use. */
final class ArchitectureRules {
    private static final String ROOT = "org.sparsecortex.";

    /** The modules whose code decides a number of a result. */
    private static final String[] KERNELS = {
        ROOT + "sdr..",
        ROOT + "dendrites..",
        ROOT + "neurons..",
        ROOT + "v1..",
        ROOT + "sparsey..",
        ROOT + "spiking..",
        ROOT + "delta..",
        ROOT + "learning..",
        ROOT + "openblas.."
    };

    /**
     * Methods of {@link Math} whose result the language or IEEE 754 fixes to the last bit: selection, rounding to whole
     * numbers, the root and the fused product, which are correctly rounded, integer arithmetic, and moves between
     * neighbouring numbers; {@code toRadians} is one product since Java 9. All others may differ by an ulp between processors and versions of Java.
     */
    private static final Set<String> EXACT = Set.of(
            "abs",
            "absExact",
            "addExact",
            "ceil",
            "ceilDiv",
            "clamp",
            "copySign",
            "decrementExact",
            "floor",
            "floorDiv",
            "floorMod",
            "fma",
            "getExponent",
            "incrementExact",
            "max",
            "min",
            "multiplyExact",
            "multiplyFull",
            "multiplyHigh",
            "negateExact",
            "nextAfter",
            "nextDown",
            "nextUp",
            "rint",
            "round",
            "scalb",
            "signum",
            "sqrt",
            "subtractExact",
            "toIntExact",
            "toRadians",
            "ulp",
            "IEEEremainder");

    private ArchitectureRules() {}

    /** Arrows of the module picture point down. */
    static ArchRule layers() {
        return layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .withOptionalLayers(true)
                .layer("sdr")
                .definedBy(ROOT + "sdr..")
                .layer("learning")
                .definedBy(ROOT + "learning..")
                .layer("openblas")
                .definedBy(ROOT + "openblas..")
                .layer("dendrites")
                .definedBy(ROOT + "dendrites..")
                .layer("v1")
                .definedBy(ROOT + "v1..")
                .layer("sparsey")
                .definedBy(ROOT + "sparsey..")
                .layer("spiking")
                .definedBy(ROOT + "spiking..")
                .layer("delta")
                .definedBy(ROOT + "delta..")
                .layer("neurons")
                .definedBy(ROOT + "neurons..")
                .layer("runtime")
                .definedBy(ROOT + "runtime..")
                .layer("simulations")
                .definedBy(ROOT + "simulations..")
                .whereLayer("simulations")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("runtime")
                .mayOnlyBeAccessedByLayers("simulations")
                .whereLayer("neurons")
                .mayOnlyBeAccessedByLayers("simulations")
                .whereLayer("delta")
                .mayOnlyBeAccessedByLayers("simulations")
                .whereLayer("sparsey")
                .mayOnlyBeAccessedByLayers("simulations")
                .whereLayer("spiking")
                .mayOnlyBeAccessedByLayers("simulations")
                .whereLayer("v1")
                .mayOnlyBeAccessedByLayers("simulations")
                .whereLayer("dendrites")
                .mayOnlyBeAccessedByLayers("neurons", "simulations")
                .whereLayer("openblas")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("learning")
                .mayOnlyBeAccessedByLayers("openblas", "neurons", "delta", "v1", "simulations");
    }

    /** No package depends on itself by way of others. */
    static ArchRule noCycles() {
        return slices().matching("org.sparsecortex.(**)").should().beFreeOfCycles();
    }

    /** A third-party library is seen by one package. */
    static ArchRule only(String library, String home) {
        return noClasses()
                .that()
                .resideInAPackage(ROOT + ".")
                .and()
                .resideOutsideOfPackage(home)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(library);
    }

    /** Elementary functions come from StrictMath, through ExactMath. */
    static ArchRule exactMath() {
        return noClasses()
                .that()
                .resideInAnyPackage(KERNELS)
                .should()
                .accessTargetWhere(calls(
                        "a function of Math that is not exact to the last bit",
                        (owner, name) -> owner.equals(Math.class.getName()) && !EXACT.contains(name)));
    }

    /** StrictMath has one user. */
    static ArchRule strictMath() {
        return noClasses()
                .that()
                .doNotHaveFullyQualifiedName(ROOT + "sdr.numeric.ExactMath")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName(StrictMath.class.getName());
    }

    /** Randomness is KeyedRandom's. */
    static ArchRule keyedRandomness() {
        return noClasses()
                .that()
                .resideInAnyPackage(KERNELS)
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Random.class, SplittableRandom.class, ThreadLocalRandom.class, UUID.class);
    }

    /** Neither a clock nor the address of an object decides anything. */
    static ArchRule noClocks() {
        return noClasses()
                .that()
                .resideInAnyPackage(KERNELS)
                .should()
                .accessTargetWhere(calls(
                        "a clock or System.identityHashCode",
                        (owner, name) -> (owner.equals(System.class.getName())
                                        && Set.of("nanoTime", "currentTimeMillis", "identityHashCode")
                                                .contains(name))
                                || (owner.startsWith("java.time.") && name.equals("now"))));
    }

    /**
     * Kernels and reducers, with the classes within them, make no collection whose order is that of hash codes. Order that
     * such a collection from elsewhere brings in cannot be seen here; PartitionInvarianceTest sees it.
     */
    static ArchRule noHashOrder() {
        List<String> unordered = List.of(HashMap.class.getName(), HashSet.class.getName());
        return noClasses()
                .that(DescribedPredicate.describe("compute a step", ArchitectureRules::computesAStep))
                .should()
                .accessTargetWhere(calls(
                        "a collection in the order of hash codes",
                        (owner, name) -> unordered.contains(owner)
                                || (name.matches("of|ofEntries|copyOf")
                                        && (owner.equals(Map.class.getName()) || owner.equals(Set.class.getName())))
                                || (owner.equals(Collectors.class.getName())
                                        && name.matches("toSet|toMap|groupingBy|toUnmodifiable(Set|Map)"))));
    }

    private static boolean computesAStep(JavaClass type) {
        return type.isAssignableTo(Kernel.class)
                || type.isAssignableTo(Reducer.class)
                || type.getEnclosingClass()
                        .filter(ArchitectureRules::computesAStep)
                        .isPresent();
    }

    /**
     * Users name parameter records, never kernels. The one kernel of all learners is public: models of other modules declare
     * the outputs of their learners on it.
     */
    static ArchRule hiddenKernels() {
        return classes()
                .that()
                .implement(Kernel.class)
                .and()
                .doNotHaveFullyQualifiedName("org.sparsecortex.learning.LearnerKernel")
                .should()
                .haveModifier(JavaModifier.FINAL)
                .andShould()
                .notBePublic();
    }

    private interface Target {
        boolean matches(String owner, String name);
    }

    private static DescribedPredicate<JavaAccess<?>> calls(String what, Target target) {
        return DescribedPredicate.describe(
                what,
                access -> target.matches(
                        access.getTargetOwner().getName(), access.getTarget().getName()));
    }
}
