package org.sparsecortex.simulations.input.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.Sdr;
import org.sparsecortex.sdr.network.Source;
import org.sparsecortex.simulations.scenario.ScenarioReader;

/** Tables are read exactly or not at all; an encoder gets the columns that it names, of this row. */
class CsvInputTest {
    private static final String SCALARS = """
            { "type": "multi", "encoders": [{ "type": "scalar", "min": 0, "max": 100, "size": 120, "active": 21 },
                                            { "type": "rdse", "resolution": 1, "size": 400, "active": 21 }] }""";

    @TempDir
    private Path folder;

    /** The input of a scenario whose CSV file has this text and these fields. */
    private Source open(String table, String fields) throws IOException {
        Files.writeString(folder.resolve("data.csv"), table);
        String scenario = """
                { "name": "table", "phases": [{ "steps": 0 }],
                  "inputs": { "in": { "type": "csv", "path": "data.csv", "fields": [FIELDS] },
                              "other": { "type": "random-sdr", "size": 64, "active": 3 } },
                  "populations": { "s": { "type": "code-statistics" } },
                  "connections": [{ "from": "other.sdr", "to": "s.code" }],
                  "records": [{ "id": "r", "signals": ["s.entropy"] }] }""".replace("FIELDS", fields);
        return new ScenarioReader(List.of())
                .read(scenario, "table.json", folder, Map.of())
                .network()
                .sources()
                .get("in");
    }

    private static double number(Source source, String signal, long step) {
        return ((Reals) source.read(signal, step)).get(0);
    }

    private static Sdr code(Source source, long step) {
        return (Sdr) source.read("sdr", step);
    }

    @Test
    void severalEncodersOfOneColumnAllEncodeThisRow() throws IOException {
        Source in = open("x\n10\n50\n10\n90\n10\n", "{ \"column\": \"x\", \"encoder\": " + SCALARS + " }");
        assertThat(code(in, 0).cardinality()).isGreaterThan(21);
        assertThat(code(in, 2)).isEqualTo(code(in, 0)).isEqualTo(code(in, 4));
        assertThat(code(in, 1)).isNotEqualTo(code(in, 0));
    }

    @Test
    void anEncoderOfAPlaceTakesTwoColumns() throws IOException {
        String place = "{ \"columns\": [\"x\", \"y\"], \"encoder\": { \"type\": \"coordinate\" } }";
        Source in = open("y,x\n0,7\n7,0\n0,7\n", place);
        assertThat(code(in, 0)).isEqualTo(code(in, 2)).isNotEqualTo(code(in, 1));
        assertThat(number(in, "x", 0)).isEqualTo(7);
        assertThatThrownBy(() -> open("x\n1\n2\n", "{ \"column\": \"x\", \"encoder\": { \"type\": \"coordinate\" } }"))
                .hasMessageContaining("the encoder takes 2 columns");
        assertThatThrownBy(() -> open(
                        "x,y\n1,1\n",
                        "{ \"columns\": [\"x\", \"y\"], \"encoder\": { \"type\": \"delta\", \"maxChange\": 2 } }"))
                .hasMessageContaining("the encoder takes 1 columns");
    }

    /** delta within multi: 21 bits of the value's change, whose code depends on two rows of one column. */
    @Test
    void aDifferenceTakesTheRowBefore() throws IOException {
        String both = """
                { "column": "x", "encoder": { "type": "multi", "encoders": [
                  { "type": "delta", "maxChange": 20, "size": 100, "active": 21 },
                  { "type": "scalar", "min": 0, "max": 100, "size": 120, "active": 21 }] } }""";
        Source in = open("x\n10\n20\n30\n30\n", both);
        assertThat(code(in, 1).within(0, 100)).isEqualTo(code(in, 2).within(0, 100));
        assertThat(code(in, 3).within(0, 100)).isNotEqualTo(code(in, 2).within(0, 100));
        assertThat(code(in, 3).within(100, 220)).isEqualTo(code(in, 2).within(100, 220));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "12d|not a number",
                "0x1p4|not a number",
                "Infinity|not a number",
                "NaN|leave the cell empty",
                "NA|leave the cell empty",
                "'\"3,14\"'|decimal point",
                "1e999|beyond the largest number",
                "1_000|not a number",
            })
    void whatIsNoNumberIsRefusedWithItsPlace(String cell, String message) {
        assertThatThrownBy(() -> open("t,value\n0,1\n1," + cell + "\n", "{ \"column\": \"value\" }"))
                .hasMessageContaining("data.csv line 3, column 'value'")
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({
        "2023-02-30 00:00:00,no such day",
        "2023-04-31 00:00:00,no such day",
        "2023-02-28 24:00:00,no such day or hour",
        "2023-02-28 10:00:00+19:00,an offset that no clock has",
        "31.02.2023 10:00,no time that exists",
        "02/03/2023 10:00,do not tell days from months",
        "02/28/2023 13:00 PM,an hour before AM or PM is 1 to 12",
        "yesterday,is not a time such as 2014-07-01 00:30:00",
    })
    void daysThatAreNoneAreRefused(String stamp, String message) {
        assertThatThrownBy(() -> open("timestamp\n" + stamp + "\n", "{ \"column\": \"timestamp\" }"))
                .hasMessageContaining(message);
    }

    @Test
    void fractionsOfSecondsStay() throws IOException {
        Source in = open(
                "timestamp\n2024-02-29 00:00:00.250\n2024-02-29T00:00:00.75Z\n2024-02-29\n",
                "{ \"column\": \"timestamp\" }");
        assertThat(number(in, "timestamp", 1) - number(in, "timestamp", 0)).isEqualTo(0.5);
        assertThat(number(in, "timestamp", 0) - number(in, "timestamp", 2)).isEqualTo(0.25);
        assertThat(number(in, "timestamp", 2)).isEqualTo(1709164800.0); // date -ud 2024-02-29 +%s
    }

    @Test
    void rowsAndHeadingsMustMatch() throws IOException {
        assertThatThrownBy(() -> open("t,value\n0,3,14\n", "{ \"column\": \"value\" }"))
                .hasMessageContaining("line 2")
                .hasMessageContaining("has 3 cells, but there are 2 headings")
                .hasMessageContaining("quotes");
        assertThatThrownBy(() -> open("t,value\n0,1\n7\n", "{ \"column\": \"value\" }"))
                .hasMessageContaining("line 3")
                .hasMessageContaining("has 1 cells");
        assertThatThrownBy(() -> open("value,value\n0,1\n", "{ \"column\": \"value\" }"))
                .hasMessageContaining("the heading 'value' occurs twice");
        Source marked = open("\uFEFFvalue,t\n5,1\n", "{ \"column\": \"value\" }");
        assertThat(number(marked, "value", 0)).isEqualTo(5);
        Source missing = open("t,value\n0,\n1,2\n", "{ \"column\": \"value\" }");
        assertThat(number(missing, "value", 0)).isNaN();
    }

    /** Of the encoder, 2^30 buckets from 0 on; the run would have ended at that row. */
    @Test
    void aValueBeyondItsEncoderIsToldBeforeTheRun() throws IOException {
        String rdse = "{ \"column\": \"x\", \"encoder\": { \"type\": \"rdse\", \"resolution\": 1 } }";
        assertThatThrownBy(() -> open("x,t\n,0\n5,1\n-3e9,2\n7,3\n", rdse))
                .hasMessageContaining("data.csv row 3 after the header, column 'x': bucket of value -3.0E9");
        String strict =
                "{ \"column\": \"x\", \"encoder\": { \"type\": \"scalar\", \"min\": 0, \"max\": 6, \"clip\": false } }";
        assertThatThrownBy(() -> open("x\n1\n7\n\n", strict))
                .hasMessageContaining("data.csv row 2 after the header, column 'x': value = 7.0 is outside 0.0..6.0");
        open("x\n,\n".replace(",", "\"\""), rdse);
    }

    @Test
    void anUnnamedColumnIsNoneOfOurs() throws IOException {
        Source indexed = open(",x\n0,5\n1,6\n", "{ \"column\": \"x\" }");
        assertThat(number(indexed, "x", 1)).isEqualTo(6);
        assertThatThrownBy(() -> open("sdr\n1\n", "{ \"column\": \"sdr\" }"))
                .hasMessageContaining("column = sdr: is the name of the encoded row");
    }
}
