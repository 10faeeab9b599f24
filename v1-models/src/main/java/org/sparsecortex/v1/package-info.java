/** lq sparse-coding models of primary visual cortex (Rentzeperis et al. 2023) and their family. */
package org.sparsecortex.v1;
