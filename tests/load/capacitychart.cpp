// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/load/capacitychart.h"

#include "tests/load/capacitybench.h"

#include <algorithm>
#include <cmath>

namespace confab::load {

namespace {

// In pixels.
constexpr int width = 880;
constexpr int margin = 24;
constexpr int plotLeft = 64;
constexpr int plotWidth = 330;
constexpr int plotHeight = 170;
constexpr int secondLeft = 500;
constexpr int panelHeight = 270;

constexpr const char* ink = "#1f2328";
constexpr const char* faint = "#59636e";
constexpr const char* grid = "#e3e6ea";

struct Line {
    const char* server;
    const char* said;
    const char* colour;
};
constexpr std::array<Line, 3> lines{{{"sqlite", "Confab on SQLite", "#2f6fde"},
                                     {"postgres", "Confab on PostgreSQL", "#c2570c"},
                                     {"floor", "a bare server", "#7d8590"}}};

struct Point {
    double x = 0;
    double y = 0;
};
using Points = std::vector<Point>;

/// The y values are between these; logarithmic: milliseconds, linear: cores.
struct Axis {
    double low = 0;
    double high = 1;
    bool logarithmic = false;
    double place(double value) const {
        if (!logarithmic)
            return (value - low) / (high - low);
        return std::log(std::clamp(value, low, high) / low) / std::log(high / low);
    }
};

std::string pixel(double value) {
    return fixed(value, 1);
}

class Picture {
public:
    void text(double x, double y, const std::string& said, const char* colour, int size = 12,
              const char* anchor = "start", bool bold = false) {
        m_body += "<text x=\"" + pixel(x) + "\" y=\"" + pixel(y) + "\" fill=\"" + colour + "\" font-size=\"" +
                  std::to_string(size) + "\" text-anchor=\"" + anchor + "\"" + (bold ? " font-weight=\"600\"" : "") +
                  ">" + said + "</text>\n";
    }
    void line(double x1, double y1, double x2, double y2, const char* colour, double thick = 1) {
        m_body += "<line x1=\"" + pixel(x1) + "\" y1=\"" + pixel(y1) + "\" x2=\"" + pixel(x2) + "\" y2=\"" + pixel(y2) +
                  "\" stroke=\"" + colour + "\" stroke-width=\"" + pixel(thick) + "\"/>\n";
    }
    void curve(const Points& points, const char* colour, bool dashed) {
        std::string path;
        for (const Point& point : points)
            path += (path.empty() ? "M" : " L") + pixel(point.x) + ' ' + pixel(point.y);
        m_body += "<path d=\"" + path + "\" fill=\"none\" stroke=\"" + colour + "\" stroke-width=\"2\"" +
                  (dashed ? " stroke-dasharray=\"5 4\"" : "") + "/>\n";
        for (const Point& point : points)
            m_body += "<circle cx=\"" + pixel(point.x) + "\" cy=\"" + pixel(point.y) + "\" r=\"2.5\" fill=\"" + colour +
                      "\"/>\n";
    }
    std::string finished(int height) const {
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + std::to_string(width) + "\" height=\"" +
               std::to_string(height) +
               "\" font-family=\"system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, "
               "sans-serif\">\n<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n" +
               m_body + "</svg>\n";
    }

private:
    std::string m_body;
};

std::string shortNumber(double value) {
    if (value >= 1'000'000)
        return fixed(value / 1'000'000, value < 10'000'000 ? 1 : 0) + " million";
    return value >= 10'000 ? fixed(value / 1'000, 0) + ",000" : fixed(value, 0);
}

/// One plot of a figure, in as many curves as servers have it.
class Plot {
public:
    Plot(Picture& picture, const Report& report, std::string workload, Point corner, double mostX, Axis axis)
        : m_picture(picture), m_report(report), m_workload(std::move(workload)), m_corner(corner), m_mostX(mostX),
          m_axis(axis) {}

    void frame(const std::string& title, const std::vector<double>& ticks, int digits) {
        m_picture.text(m_corner.x, m_corner.y - 10, title, ink, 12);
        for (const double tick : ticks) {
            const double y = placeY(tick);
            m_picture.line(m_corner.x, y, m_corner.x + plotWidth, y, grid);
            m_picture.text(m_corner.x - 6, y + 4, fixed(tick, tick < 1 ? digits : 0), faint, 11, "end");
        }
        for (const double share : {0.0, 0.5, 1.0})
            m_picture.text(m_corner.x + share * plotWidth, m_corner.y + plotHeight + 16, shortNumber(share * m_mostX),
                           faint, 11, "middle");
    }
    template <class ValueOf>
    void curve(const Line& line, bool dashed, const ValueOf& valueOf) {
        Points points;
        for (const double share : capacityShares) {
            if (const Row* row = m_report.find(m_workload, atShare(line.server, share)))
                points.push_back({m_corner.x + (*row)["deliveries/s"] / m_mostX * plotWidth, placeY(valueOf(*row))});
        }
        if (!points.empty())
            m_picture.curve(points, line.colour, dashed);
    }

private:
    double placeY(double value) const { return m_corner.y + plotHeight * (1 - m_axis.place(value)); }

    Picture& m_picture;
    const Report& m_report;
    const std::string m_workload;
    const Point m_corner;
    const double m_mostX;
    const Axis m_axis;
};

/// The workloads that have curves, in the order of the report.
std::vector<std::string> workloadsOf(const Report& report) {
    std::vector<std::string> names;
    for (const Row& row : report.rows()) {
        if (row.figures.contains("capacity deliveries/s") &&
            std::find(names.begin(), names.end(), row.workload) == names.end())
            names.push_back(row.workload);
    }
    return names;
}

double mostOf(const Report& report, const std::string& workload, const std::string& figure) {
    double most = 0;
    for (const Row& row : report.rows())
        most = row.workload == workload ? std::max(most, row[figure]) : most;
    return most;
}

void drawPanel(Picture& picture, const Report& report, const std::string& workload, double top) {
    std::string title = "Workload " + workload + ". Capacity in deliveries/s: ";
    for (const Line& line : lines) {
        if (const Row* row = report.find(workload, line.server))
            title += std::string(title.ends_with(": ") ? "" : "; ") + line.said + ' ' +
                     shortNumber((*row)["capacity deliveries/s"]);
    }
    picture.text(margin, top, title, ink, 13, "start", true);
    const double mostX = std::max(1.0, mostOf(report, workload, "deliveries/s"));
    const double inUse = mostOf(report, workload, "server cores") + mostOf(report, workload, "database cores");
    const double topTick = inUse > 1.5 ? 2 : 1; // has to be inside the plot
    const double mostCores = std::max(topTick, inUse);
    Plot times(picture, report, workload, {plotLeft, top + 34}, mostX, {0.1, 100, true});
    times.frame("milliseconds of a delivery: p99, and dashed p50", {0.1, 1, 10, 50, 100}, 1);
    Plot load(picture, report, workload, {secondLeft, top + 34}, mostX, {0, mostCores, false});
    load.frame("processor cores in use, PostgreSQL's too", {0, 0.5, 1, topTick}, 1);
    for (const Line& line : lines) {
        times.curve(line, false, [](const Row& row) { return row["delivery p99 ms"]; });
        times.curve(line, true, [](const Row& row) { return row["delivery p50 ms"]; });
        load.curve(line, false, [](const Row& row) { return row["server cores"] + row["database cores"]; });
    }
}

} // namespace

std::string capacityChart(const Report& report) {
    Picture picture;
    picture.text(margin, 34, "Capacity: up to which load people notice nothing", ink, 18, "start", true);
    picture.text(margin, 54, report.origin(), faint);
    double x = margin;
    for (const Line& line : lines) {
        picture.line(x, 72, x + 22, 72, line.colour, 3);
        picture.text(x + 28, 76, line.said, ink);
        x += 190;
    }
    double top = 108;
    for (const std::string& workload : workloadsOf(report)) {
        drawPanel(picture, report, workload, top);
        top += panelHeight;
    }
    return picture.finished(int(top));
}

} // namespace confab::load
