package org.sparsecortex.simulations.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigsTest {
    static List<Path> configs() throws IOException {
        try (Stream<Path> all = Files.walk(Path.of("../configs"))) {
            return all.filter(
                            f -> f.toString().endsWith(".json") && !f.toString().contains("schema"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("configs")
    void readsWithoutProblemsAndFitsTheSchema(Path config) throws IOException {
        assertThat(new ScenarioReader(List.of())
                        .read(config, Map.of())
                        .scenario()
                        .charts())
                .isNotEmpty();
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(new SchemaGenerator().schema());
        assertThat(schema.validate(Files.readString(config), InputFormat.JSON)).isEmpty();
        String json = Files.readString(config);
        assertThat(json).contains("\"$schema\": \"../schema/scenario.schema.json\"");
    }
}
