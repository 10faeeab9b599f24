package org.sparsecortex.simulations.input.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparsecortex.sdr.Reals;
import org.sparsecortex.sdr.network.Source;
import org.sparsecortex.simulations.problem.ScenarioException;
import org.sparsecortex.simulations.run.RunListener;
import org.sparsecortex.simulations.run.RunOptions;
import org.sparsecortex.simulations.run.Simulation;
import org.sparsecortex.simulations.scenario.ReadScenario;
import org.sparsecortex.simulations.scenario.ScenarioReader;

/** Tables as spreadsheets, loggers and other programs write them. */
class CsvDialectTest {
    @TempDir
    private Path folder;

    private ReadScenario read(String table, String keys) throws IOException {
        Files.writeString(folder.resolve("data.csv"), table);
        String scenario = """
                { "name": "table", "phases": [{ "steps": 0 }],
                  "inputs": { "in": { "type": "csv", "path": "data.csv", KEYS },
                              "other": { "type": "random-sdr", "size": 64, "active": 3 } },
                  "populations": { "s": { "type": "code-statistics" } },
                  "connections": [{ "from": "other.sdr", "to": "s.code" }],
                  "records": [{ "id": "r", "signals": ["s.entropy"] }] }""".replace("KEYS", keys);
        return new ScenarioReader(List.of()).read(scenario, "table.json", folder, Map.of());
    }

    private double[] column(String table, String column, String keys) throws IOException {
        String more = keys.isEmpty() ? "" : ", " + keys;
        return column(read(table, "\"fields\": [{ \"column\": \"" + column + "\" }]" + more), column);
    }

    private static double[] column(ReadScenario read, String column) {
        Source source = read.network().sources().get("in");
        int steps = (int) read.network().schedule().totalSteps();
        return IntStream.range(0, steps)
                .mapToDouble(step -> ((Reals) source.read(column, step)).get(0))
                .toArray();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "t;value/0;3,14/1;-2,5e3/!;!,",
                "t~value/0~3.14/1~-2.5e3/!~!.",
                "t|value/0|3.14/1|-2500/!|!.",
                "t,value/0,3.14/1,-2500/!,!.",
                "t;value;name/0;3,14;a,b/1;-2500;c.d/!;!,",
                "# logger 7, no. 3/t;value/# restarted/0;3,14/1;-2500,0/!;!,",
                "\"t;s\",value/0,3.14/1,-2500/!,!.",
            })
    void theDialectIsFoundInTheFileAndTold(String table, String separator, String decimal) throws IOException {
        String text = table.replace('/', '\n').replace('~', '\t');
        ReadScenario read = read(text, "\"fields\": [{ \"column\": \"value\" }]");
        assertThat(column(read, "value")).containsExactly(3.14, -2500);
        assertThat(read.found().get("in"))
                .containsEntry("separator", separator.replace('~', '\t'))
                .containsEntry("decimal", decimal);
    }

    @Test
    void aWrongDialectIsToldWithTheLikelyOne() {
        String table = "t;value\n0;3,14\n1;7\n";
        assertThatThrownBy(() -> column(table, "value", "\"dialect\": { \"separator\": \",\" }"))
                .hasMessageContaining("columns seem to be separated by ';'")
                .hasMessageContaining("\"separator\": \";\"");
        assertThatThrownBy(() -> column(table, "value", "\"dialect\": { \"decimal\": \".\" }"))
                .hasMessageContaining("line 2, column 'value': '3,14' is not a number")
                .hasMessageContaining("\"decimal\": \",\"");
        assertThatThrownBy(() -> column("t;value\n0;3,14\n1;1.234\n", "value", ""))
                .hasMessageContaining("line 3")
                .hasMessageContaining("has a point, but the decimal mark of this table is a comma");
        assertThatThrownBy(() -> column("value\nNA\n", "value", "")).hasMessageContaining("\"missing\": [\"NA\"]");
    }

    @Test
    void missingValuesHaveNames() throws IOException {
        assertThat(column("t,v\n0,NA\n1,2\n2,-999\n", "v", "\"dialect\": { \"missing\": [\"NA\", \"-999\"] }"))
                .containsExactly(Double.NaN, 2, Double.NaN);
    }

    /** Seconds by {@code date -ud '2024-02-29 13:30:15' +%s}: 1709213415. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "2024-02-29 13:30:15!iso!1709213415",
                "2024-02-29T13:30:15Z!iso!1709213415",
                "2024-02-29T15:30:15+02:00!iso!1709213415",
                "2024-02-29 08:00:15-0530!iso!1709213415",
                "29.02.2024 13:30:15!day-month-year!1709213415",
                "29/2/2024 13:30:15!day-month-year!1709213415",
                "02/29/2024 13:30:15!month-day-year!1709213415",
                "2/29/2024 1:30:15 PM!month-day-year!1709213415",
                "1709213415!unix-seconds!1709213415",
                "1709213415250!unix-milliseconds!1709213415.25",
                "0.125!seconds!0.125",
            })
    void timesAreReadAsTheyAreWritten(String time, String format, double seconds) throws IOException {
        ReadScenario read = read("timestamp,v\n" + time + ",1\n", "\"fields\": [{ \"column\": \"timestamp\" }]");
        assertThat(column(read, "timestamp")).containsExactly(seconds);
        assertThat(read.found().get("in")).containsEntry("times of timestamp", format);
        assertThat(column(
                        "timestamp,v\n" + time + ",1\n", "timestamp", "\"dialect\": { \"times\": \"" + format + "\" }"))
                .containsExactly(seconds);
    }

    @Test
    void daysAndMonthsAreNotGuessed() throws IOException {
        String table = "timestamp\n03/04/2024\n05/04/2024\n";
        assertThatThrownBy(() -> column(table, "timestamp", "")).hasMessageContaining("\"month-day-year\"");
        assertThat(column(table, "timestamp", "\"dialect\": { \"times\": \"day-month-year\" }"))
                .containsExactly(1712102400.0, 1712275200.0); // date -ud 2024-04-03 +%s
        assertThat(column("timestamp\n03/04/2024\n13/04/2024\n", "timestamp", ""))
                .startsWith(1712102400.0);
    }

    @Test
    void datesThatNoOrderCanReadAreBothNamed() {
        String table = "# logger\ntimestamp\n01/04/2024 00:00\n13/04/2024 00:00\n04/14/2024 00:00\n";
        assertThatThrownBy(() -> column(table, "timestamp", ""))
                .hasMessageContaining("times contradict each other: line 4, '13/04/2024 00:00', has the day first,"
                        + " line 5, '04/14/2024 00:00', the month; write all in one order");
        assertThatThrownBy(() -> column("timestamp\n13/04/2024 1:00 PM\n", "timestamp", ""))
                .hasMessageContaining("do not tell days from months");
    }

    @Test
    void aFirstLineForExcelIsTheSeparator() throws IOException {
        String table = "sep=;\nt;v,w\n0;1\n1;x\n";
        assertThatThrownBy(() -> column(table, "v,w", "")).hasMessageContaining("line 4, column 'v,w': 'x'");
        ReadScenario read = read(table.replace("x", "2"), "\"fields\": [{ \"column\": \"v,w\" }]");
        assertThat(column(read, "v,w")).containsExactly(1, 2);
        assertThat(read.found().get("in")).containsEntry("separator", ";");
        assertThat(column("sep=~\nt~v\n0~1,5\n".replace('~', '\t'), "v", "")).containsExactly(1.5);
        assertThat(column("sep=\n7\n", "sep=", "")).containsExactly(7);
        assertThatThrownBy(() -> column("sep=;\nt;v;v\n0;1;2\n", "v", ""))
                .hasMessageContaining("line 2: the heading 'v' occurs twice");
        assertThatThrownBy(() -> column("sep=;\nt;timestamp\n0;13/04/2024\n1;04/14/2024\n", "timestamp", ""))
                .hasMessageContaining("line 3, '13/04/2024', has the day first, line 4");
    }

    @Test
    void aTableWithoutHeadingsIsToldSo() throws IOException {
        assertThatThrownBy(() -> column("2024-01-01 00:00:00,1\n2024-01-01 00:05:00,2\n", "v", ""))
                .hasMessageContaining(
                        "is not in the header of data.csv: [2024-01-01 00:00:00, 1]; if its first line is a row"
                                + " already, write a line with the names of the columns above it");
        assertThat(column("0,1\n5,6\n", "1", "")).containsExactly(6);
        assertThatThrownBy(() -> column("t,1\n5,6\n", "T", "")).hasMessageContaining("did you mean 't'?");
    }

    @Test
    void aCommaBetweenCellsIsNoDecimalMarkExceptInQuotes() throws IOException {
        String both = "\"dialect\": { \"separator\": \",\", \"decimal\": \",\" }";
        assertThatThrownBy(() -> column("t,v\n0,1\n1,2\n", "v", both))
                .hasMessageContaining("/dialect")
                .hasMessageContaining("dialect.decimal = ,: is dialect.separator as well");
        assertThat(column("t,v\n0,\"1,5\"\n1,2\n", "v", both)).containsExactly(1.5, 2);
    }

    /** Year 9024 for 2024. */
    @Test
    void aGapThatNoTableCanFillIsToldWithItsRow() {
        String table = """
                timestamp,v
                2024-01-01 00:00:00,1
                2024-01-01 00:05:00,2
                2024-01-01 00:10:00,2
                2024-01-01 00:15:00,2
                2024-01-01 00:25:00,2
                9024-01-01 00:30:00,3
                """;
        assertThatThrownBy(() -> column(table, "v", "\"sampling\": { \"gaps\": \"fill\" }"))
                .hasMessageContaining(
                        "sampling = fill: needs more rows than the 67108864 that a table may have, one every"
                                + " 300.0 s; the longest gap is before row 6 after the header, from 2024-01-01 00:25:00 to"
                                + " 9024-01-01 00:30:00");
    }

    @Test
    void aDateEncoderTakesTheTimesOfTheTable() throws IOException {
        String date = "\"fields\": [{ \"column\": \"t\", \"encoder\": { \"type\": \"date-time\" } }]";
        Source german =
                read("t;v\n29.02.2024 13:30;1\n", date).network().sources().get("in");
        Source iso =
                read("t,v\n2024-02-29 13:30:00,1\n", date).network().sources().get("in");
        assertThat(german.read("sdr", 0)).isEqualTo(iso.read("sdr", 0));
        assertThatThrownBy(() -> read("t,v\n0.5,1\n", date)).hasMessageContaining("plain seconds, which have no date");
    }

    @Test
    void windowsInSecondsLabelARecording() throws IOException {
        String table = IntStream.range(0, 10)
                .mapToObj(i -> 0.5 * i + "," + i)
                .collect(Collectors.joining("\n", "t,v\n", "\n"));
        String keys =
                "\"timeColumn\": \"t\", \"windows\": [[1, 1.5], [\"4.0\", 4.5]], \"fields\": [{ \"column\": \"v\" }]";
        assertThat(column(read(table, keys), "label")).containsExactly(0, 0, 1, 1, 0, 0, 0, 0, 1, 1);
        String german = "t;v\n01.05.2024 10:00;1\n01.05.2024 10:30;2\n01.05.2024 11:00;3\n";
        String dates = "\"timeColumn\": \"t\", \"fields\": [{ \"column\": \"v\" }], \"windows\": "
                + "[[\"01.05.2024 10:30\", \"2024-05-01 10:30:00\"]]";
        assertThat(column(read(german, dates), "label")).containsExactly(0, 1, 0);
    }

    /** Charts and metrics of a scenario may name the label of any table. */
    @Test
    void aTableWithoutWindowsHasALabelThatIsUnknown() throws IOException {
        assertThat(column(read("v\n1\n2\n", "\"fields\": [{ \"column\": \"v\" }]"), "label"))
                .containsExactly(Double.NaN, Double.NaN);
        assertThat(column(read("label\n1\n0\n", "\"fields\": [{ \"column\": \"label\" }]"), "label"))
                .containsExactly(1, 0);
    }

    /** Date and time of day in two columns: the gap of three hours was not seen, and nothing said so. */
    @Test
    void datesAloneCannotShowGaps() throws IOException {
        String table =
                "Datum;Uhrzeit;v\n1.3.2024;0:00;1\n1.3.2024;1:00;2\n1.3.2024;5:00;3\n1.3.2024;6:00;4\n2.3.2024;0:00;5\n";
        String keys = "\"timeColumn\": \"Datum\", \"fields\": [{ \"column\": \"Datum\" }, { \"column\": \"v\" }]";
        assertThatThrownBy(() -> read(table, keys + ", \"sampling\": { \"gaps\": \"fill\" }"))
                .hasMessageContaining("/timeColumn = \"Datum\"")
                .hasMessageContaining("says the same time as the row before in 3 of 5 rows")
                .hasMessageContaining("put date and time of day into one column");
        assertThat(column(read(table, keys), "v")).containsExactly(1, 2, 3, 4, 5);
    }

    private static final String GAPPY = "t,v\n0,1\n10,2\n20,3\n50,4\n60,5\n";

    @Test
    void gapsAreFilledResetOrRefused() throws IOException {
        String keys = "\"timeColumn\": \"t\", \"fields\": [{ \"column\": \"t\" }, { \"column\": \"v\" }], "
                + "\"sampling\": { \"gaps\": \"GAPS\" }";
        ReadScenario filled = read(GAPPY, keys.replace("GAPS", "fill"));
        assertThat(column(filled, "t")).containsExactly(0, 10, 20, 30, 40, 50, 60);
        assertThat(column(filled, "v")).containsExactly(1, 2, 3, Double.NaN, Double.NaN, 4, 5);
        assertThat(filled.found().get("in"))
                .containsEntry("intervalSeconds", 10.0)
                .containsEntry("gaps", 1);
        assertThat(filled.notices()).isEmpty();

        ReadScenario reset = read(GAPPY, keys.replace("GAPS", "reset"));
        Source source = reset.network().sources().get("in");
        assertThat(IntStream.range(0, 5).filter(source::resetAt)).containsExactly(3);

        assertThatThrownBy(() -> read(GAPPY, keys.replace("GAPS", "refuse")))
                .hasMessageContaining("rows are missing (one every 10.0 s) before row 4 (2)");
        assertThatThrownBy(() -> read(GAPPY.replace("60,5", "40,5"), keys.replace("GAPS", "fill")))
                .hasMessageContaining("time runs back at row 5");
        assertThatThrownBy(() -> read(GAPPY.replace("20,3", ",3"), keys.replace("GAPS", "fill")))
                .hasMessageContaining("row 3 after the header has no time");
        assertThat(read(GAPPY, keys.replace("GAPS", "rows")).notices())
                .singleElement()
                .asString()
                .contains("rows are missing at 1 places of data.csv, first before row 4");
    }

    /** Hourly and newest first, with three rows missing: refuse took it without a word. */
    @ParameterizedTest
    @ValueSource(strings = {"refuse", "fill", "reset"})
    void aTableSortedNewestFirstHasNoGapsToBeFound(String gaps) throws IOException {
        String table = "t,v\n2024-01-01 09:00:00,1\n2024-01-01 08:00:00,2\n2024-01-01 04:00:00,3\n";
        String keys = "\"timeColumn\": \"t\", \"fields\": [{ \"column\": \"v\" }]";
        assertThatThrownBy(() -> read(table, keys + ", \"sampling\": { \"gaps\": \"" + gaps + "\" }"))
                .hasMessageContaining("/sampling")
                .hasMessageContaining(gaps + ": time runs back at row 2 after the header, from 2024-01-01 09:00:00 to"
                        + " 2024-01-01 08:00:00, and at 1 more")
                .hasMessageContaining("sort the table by time, oldest row first");
        assertThat(column(read(table, keys), "v")).containsExactly(1, 2, 3);
    }

    /** As series of the Numenta Anomaly Benchmark do when clocks are set back. */
    @Test
    void aClockThatIsSetBackOnceIsTakenUnlessEveryRowMatters() throws IOException {
        String table = "t,v\n0,1\n10,2\n10,3\n0,4\n10,5\n20,6\n50,7\n";
        String keys = "\"timeColumn\": \"t\", \"fields\": [{ \"column\": \"v\" }], "
                + "\"windows\": [[20, 50]], \"sampling\": { \"gaps\": \"GAPS\" }";
        assertThat(column(read(table, keys.replace("GAPS", "rows")), "label")).containsExactly(0, 0, 0, 0, 0, 1, 1);
        Source reset =
                read(table, keys.replace("GAPS", "reset")).network().sources().get("in");
        assertThat(IntStream.range(0, 7).filter(reset::resetAt)).containsExactly(6);
        assertThatThrownBy(() -> read(table, keys.replace("GAPS", "refuse")))
                .hasMessageContaining("time runs back at row 4 after the header, from 10.0 s to 0.0 s, so")
                .hasMessageContaining("write times with offsets or in UTC");
        String repeats = "t,v\n0,1\n10,2\n10,3\n30,4\n40,5\n50,6\n";
        ReadScenario filled = read(repeats, keys.replace("GAPS", "fill"));
        assertThat(column(filled, "v")).containsExactly(1, 2, 3, Double.NaN, 4, 5, 6);
    }

    @Test
    void aSequenceMayBeginItsClockAnew() throws IOException {
        String table = "t,run,v\n0,a,1\n10,a,2\n0,b,3\n10,b,4\n30,b,5\n";
        String keys = "\"timeColumn\": \"t\", \"fields\": [{ \"column\": \"v\" }], "
                + "\"rows\": { \"sequence\": \"run\" }, \"sampling\": { \"gaps\": \"fill\" }";
        assertThat(column(read(table, keys), "v")).containsExactly(1, 2, 3, 4, Double.NaN, 5);
    }

    @Test
    void allProblemsOfATableAreToldAtOnce() {
        String table = "t,v,w\n0,1,2\n1,x,3\n2,4\n3,5,y\n";
        assertThatThrownBy(() -> read(table, "\"fields\": [{ \"column\": \"v\" }, { \"column\": \"w\" }]"))
                .isInstanceOfSatisfying(
                        ScenarioException.class, e -> assertThat(e.problems()).hasSize(3));
        assertThatThrownBy(() -> read(table, "\"fields\": [{ \"column\": \"value\" }, { \"column\": \"T\" }]"))
                .isInstanceOfSatisfying(
                        ScenarioException.class, e -> assertThat(e.problems()).hasSize(2));
    }

    @Test
    void aHeadingWithADotCanBeRecorded() throws IOException {
        Files.writeString(folder.resolve("data.csv"), "t,acc.x\n0,1\n1,2\n");
        String scenario = """
                { "name": "table", "phases": [{ "steps": 0 }],
                  "inputs": { "in": { "type": "csv", "path": "data.csv", "fields": [{ "column": "acc.x" }] },
                              "other": { "type": "random-sdr", "size": 64, "active": 3 } },
                  "populations": { "s": { "type": "code-statistics" } },
                  "connections": [{ "from": "other.sdr", "to": "s.code" }],
                  "records": [{ "id": "r", "signals": ["in.acc.x"] }],
                  "metrics": [{ "id": "most", "record": "r", "column": "in.acc.x", "statistic": "max" }] }""";
        ReadScenario read = new ScenarioReader(List.of()).read(scenario, "t.json", folder, Map.of());
        RunOptions options = new RunOptions(folder.resolve("runs"), RunOptions.Engine.SEQUENTIAL, 1, 1, 0, true);
        Path run = Simulation.run(read, options, new RunListener() {}).path();
        assertThat(Files.readString(run.resolve("records/r.csv"))).isEqualTo("step,in.acc.x\n0,1.0\n1,2.0\n");
        assertThat(Files.readString(run.resolve("metrics.json"))).contains("\"most\" : 2.0");
    }
}
