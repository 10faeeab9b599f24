package org.sparsecortex.simulations.cli;

import org.sparsecortex.simulations.run.Manifest;
import picocli.CommandLine.IVersionProvider;

/** The version line of {@code --version}. */
final class Version implements IVersionProvider {
    Version() {}

    @Override
    public String[] getVersion() {
        return new String[] {"sparsecortex " + Manifest.version() + ", Java " + System.getProperty("java.version")};
    }
}
