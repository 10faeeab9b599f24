/**
 * The rules of a mac as published: from support to probability, decay of weights, competing hypotheses, freezing and versions
 * of support.
 */
package org.sparsecortex.sparsey.rule;
