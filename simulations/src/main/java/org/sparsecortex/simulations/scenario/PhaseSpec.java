package org.sparsecortex.simulations.scenario;

import org.sparsecortex.sdr.param.Param;

/** A stretch of steps under one regime. */
public record PhaseSpec(
        @Param(doc = "name, for records and reports", def = "\"run\"")
        String name,

        @Param(
                doc = "number of steps; 0 goes to the end of the shortest input",
                unit = "steps",
                def = "0",
                min = 0,
                max = 1e15)
        long steps,

        @Param(doc = "whether plasticity is on", def = "true")
        boolean learn,

        @Param(doc = "whether the first step begins a new sequence", def = "false")
        boolean resetAtStart) {}
