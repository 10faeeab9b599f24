package org.sparsecortex.simulations.chart;

import java.util.List;

/**
 * The page of a run that goes on: the report's, with places for what is not known yet, which a script fills from the events of
 * {@code events}. Nothing that comes with them is taken for markup.
 */
public final class LivePage {
    private static final String SCRIPT = """
        const at = id => document.getElementById(id);
        const text = (id, value) => { const e = at(id); if (e) e.textContent = value; };
        const on = (name, does) => events.addEventListener(name, m => does(JSON.parse(m.data)));
        const events = new EventSource('events');
        events.onopen = () => text('link', '');
        events.onerror = () => text('link', 'no connection: the run has ended, or its process was stopped');
        on('progress', d => {
          const bar = at('bar');
          if (d.total) { bar.max = d.total; bar.value = d.done; } else { bar.removeAttribute('value'); }
          const rate = d.rate >= 10 ? Math.round(d.rate) : (d.rate || 0).toPrecision(2);
          text('progress', d.done + (d.total ? ' of ' + d.total : '') + (d.rate ? ', ' + rate + ' a second' : '')
            + (d.rate && d.total && d.done < d.total ? ', ' + d.secondsLeft + ' s left' : ''));
        });
        on('chart', d => {
          text('note-' + d.id, d.note);
          if (d.version > 0) {
            const image = at('chart-' + d.id);
            image.src = 'charts/' + d.id + '.svg?v=' + d.version;
            image.hidden = false;
          }
        });
        on('metric', d => text('metric-' + d.id, Number.isFinite(+d.value) ? +(+d.value).toPrecision(4) : d.value));
        on('table', d => {
          text('note-' + d.id, d.note);
          const table = at('table-' + d.id);
          table.hidden = false;
          table.textContent = '';
          for (const [tag, cells] of [['th', d.head], ...d.rows.map(r => ['td', r])]) {
            const row = table.insertRow();
            for (const cell of cells) {
              const box = document.createElement(tag);
              box.textContent = cell;
              row.append(box);
            }
          }
        });
        on('end', d => {
          events.close();
          text('link', d.state);
          document.title = d.state + ': ' + document.title;
          if (d.report) location.replace('report.html');
        });
        """;

    private LivePage() {}

    /**
     * The page's text.
     *
     * @param metrics ids of the metrics
     * @param nonce word that allows the script
     */
    public static String html(
            String name,
            String description,
            List<String> metrics,
            List<ChartSpec> charts,
            String scenarioJson,
            String nonce) {
        StringBuilder page = new StringBuilder(1 << 14);
        page.append(Html.begin(name)).append("<p>").append(Html.escape(description));
        page.append("</p>\n<p><progress id=\"bar\" max=\"1\"></progress> <span id=\"progress\">waiting</span>")
                .append(" <strong id=\"link\"></strong></p>\n");
        for (String table : List.of("variants", "workers")) {
            page.append("<p id=\"note-" + table + "\"></p><div class=\"wide\"><table id=\"table-" + table
                    + "\" hidden></table></div>\n");
        }
        if (!metrics.isEmpty()) {
            page.append("<h2>Metrics</h2>\n<p>Of the rows so far.</p>\n<table>");
            metrics.forEach(id -> page.append("<tr><th>")
                    .append(Html.escape(id))
                    .append("</th><td class=\"n\" id=\"metric-")
                    .append(Html.escape(id))
                    .append("\"></td></tr>"));
            page.append("</table>\n");
        }
        page.append(charts.isEmpty() ? "" : "<h2>Charts</h2>\n");
        charts.forEach(chart -> figure(page, chart));
        page.append(Html.scenario(scenarioJson))
                .append("<script nonce=\"")
                .append(nonce)
                .append("\">\n")
                .append(SCRIPT)
                .append("</script>\n</body></html>\n");
        return page.toString();
    }

    private static void figure(StringBuilder page, ChartSpec chart) {
        String id = Html.escape(chart.id());
        page.append("<figure><img id=\"chart-" + id + "\" alt=\"" + id + "\" hidden><figcaption>")
                .append(Html.escape(chart.title().isEmpty() ? chart.id() : chart.title()))
                .append(" <span id=\"note-" + id + "\">no rows yet</span></figcaption></figure>\n");
    }
}
