// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/load/svgchart.h"

#include <algorithm>

namespace confab::load {

namespace {

// In pixels.
constexpr int width = 880;
constexpr int margin = 24;
constexpr int nameWidth = 250;
constexpr int barWidth = 400;
constexpr int rowHeight = 24;
constexpr int barHeight = 16;

constexpr const char* ink = "#1f2328";
constexpr const char* faint = "#59636e";
constexpr const char* ours = "#2f6fde";
constexpr const char* theirs = "#b6bec8";

std::string escaped(const std::string& text) {
    std::string safe;
    for (const char c : text) {
        if (c == '<')
            safe += "&lt;";
        else if (c == '&')
            safe += "&amp;";
        else
            safe += c;
    }
    return safe;
}

/// Draws from the top down.
class Drawing {
public:
    void text(int x, const std::string& text, const char* colour = ink, int size = 13, bool bold = false) {
        m_body += "<text x=\"" + std::to_string(x) + "\" y=\"" + std::to_string(m_y) + "\" fill=\"" + colour +
                  "\" font-size=\"" + std::to_string(size) + "\"" + (bold ? " font-weight=\"600\"" : "") + ">" +
                  escaped(text) + "</text>\n";
    }
    void bar(double share, const char* colour) {
        const int length = std::max(2, int(share * barWidth));
        m_body += "<rect x=\"" + std::to_string(margin + nameWidth) + "\" y=\"" + std::to_string(m_y - barHeight + 4) +
                  "\" width=\"" + std::to_string(length) + "\" height=\"" + std::to_string(barHeight) +
                  "\" rx=\"2\" fill=\"" + colour + "\"/>\n";
    }
    void down(int pixels) { m_y += pixels; }
    std::string picture() const {
        const std::string size = std::to_string(width) + "\" height=\"" + std::to_string(m_y + margin);
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + size +
               "\" font-family=\"system-ui, -apple-system, "
               "'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif\">\n<rect width=\"100%\" height=\"100%\" "
               "fill=\"#ffffff\"/>\n" +
               m_body + "</svg>\n";
    }

private:
    std::string m_body;
    int m_y = margin + 8;
};

/// CPU time with the database's.
double valueOf(const Row& row, const std::string& figure) {
    return figure == "cpu us/delivery" ? cpuEach(row) : row[figure];
}

/// One group of bars: all rows that have this figure and belong to one of these workloads.
void drawGroup(Drawing& drawing, const Report& report, const std::string& title, const std::string& figure,
               const std::vector<std::string>& workloads, int digits) {
    std::vector<const Row*> rows;
    double most = 0;
    for (const Row& row : report.rows()) {
        if (std::find(workloads.begin(), workloads.end(), row.workload) == workloads.end() ||
            !row.figures.contains(figure))
            continue;
        rows.push_back(&row);
        most = std::max(most, valueOf(row, figure));
    }
    if (rows.empty() || most <= 0)
        return;
    drawing.down(18);
    drawing.text(margin, title, ink, 15, true);
    drawing.down(rowHeight);
    for (const Row* row : rows) {
        const double value = valueOf(*row, figure);
        const Row* floor = report.find(row->workload, workloads.front() == "burst" ? "floor, coalescing" : "floor");
        const bool isOurs = row->server.starts_with("confab");
        std::string said = fixed(value, digits);
        if (isOurs && floor && valueOf(*floor, figure) > 0)
            said += "   (" + fixed(value / valueOf(*floor, figure), 2) + " × the floor)";
        drawing.text(margin, row->workload + ": " + row->server, isOurs ? ink : faint);
        drawing.bar(value / most, isOurs ? ours : theirs);
        drawing.text(margin + nameWidth + int(value / most * barWidth) + 8, said, isOurs ? ink : faint);
        drawing.down(rowHeight);
    }
}

void drawChecks(Drawing& drawing, const Report& report) {
    if (report.checks().empty())
        return;
    drawing.down(18);
    drawing.text(margin, "What is asked", ink, 15, true);
    drawing.down(rowHeight);
    for (const Check& check : report.checks()) {
        drawing.text(margin, check.isMet() ? "✓" : "✗", check.isMet() ? "#1a7f37" : "#cf222e", 14, true);
        drawing.text(margin + 20, check.what);
        drawing.text(margin + nameWidth + 190, fixed(check.value, 2) + " " + check.unit, ink, 13, true);
        drawing.text(margin + nameWidth + 310,
                     (check.atMost ? "at most " : "at least ") + fixed(check.bound, 2) + " " + check.unit, faint);
        drawing.down(rowHeight - 2);
    }
}

} // namespace

std::string svgChart(const Report& report) {
    Drawing drawing;
    drawing.text(margin, "Confab under load, beside a bare broadcast server on the same machine", ink, 18, true);
    drawing.down(22);
    drawing.text(margin, report.origin(), faint, 12);
    drawing.down(8);
    drawGroup(drawing, report, "CPU time per delivered message, microseconds (less is better)", "cpu us/delivery",
              {"a", "b", "c"}, 1);
    drawGroup(drawing, report, "Deliveries per second in a burst (more is better)", "deliveries/s", {"burst"}, 0);
    drawGroup(drawing, report, "CPU time per delivered message beside idle connections, microseconds",
              "cpu us/delivery", {"idle"}, 1);
    drawChecks(drawing, report);
    return drawing.picture();
}

} // namespace confab::load
