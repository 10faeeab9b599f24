/**
 * Learning one task after another without forgetting: dendrites that gate neurons by context, prototypes of tasks, and the
 * measure of what was forgotten.
 */
package org.sparsecortex.neurons.continual;
