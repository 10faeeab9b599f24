/**
 * An independent implementation of the Sparsey model: macs that store each input in a single trial as a sparse code, draw
 * similar codes for similar inputs, and find the best match in constant time (Rinkus 2010, 2014; Rinkus and Leveille 2017).
 * Start at {@link org.sparsecortex.sparsey.MacParams}, then read {@code Mac}.
 */
package org.sparsecortex.sparsey;
