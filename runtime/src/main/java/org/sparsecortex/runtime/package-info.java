/** The Akka Typed runtime that runs the kernels of any family; the only package that imports Akka. */
package org.sparsecortex.runtime;
