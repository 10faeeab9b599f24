/** JSON to records: text with line and column, overrides, the strict binder, and back to normal form. Start at {@link
 * org.sparsecortex.simulations.json.Binder}. */
package org.sparsecortex.simulations.json;
