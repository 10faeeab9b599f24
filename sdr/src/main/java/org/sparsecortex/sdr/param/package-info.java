/**
 * Parameters: how a record component is described, named in JSON and checked. Start at {@link
 * org.sparsecortex.sdr.param.Param}.
 */
package org.sparsecortex.sdr.param;
