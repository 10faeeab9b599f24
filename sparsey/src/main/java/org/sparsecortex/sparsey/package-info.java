/** An independent implementation of the Sparsey model: macs, code selection, hierarchies (Rinkus 2010, 2014). */
package org.sparsecortex.sparsey;
