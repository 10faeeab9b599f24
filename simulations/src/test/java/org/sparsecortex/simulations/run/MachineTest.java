package org.sparsecortex.simulations.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MachineTest {
    /** In a linked worktree, too, whose .git is a file. */
    @Test
    void theCommitIsTheOneThatGitNames() throws Exception {
        assumeTrue(Files.exists(Path.of("../.git")), "this is no working tree of Git");
        Process git = new ProcessBuilder("git", "rev-parse", "HEAD").start();
        String head = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(Machine.commit().replace("-dirty", "")).isEqualTo(head);
    }
}
