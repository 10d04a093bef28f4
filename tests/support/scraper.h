// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/support/daemonprocess.h"
#include "tests/support/metricstext.h"
#include "tests/support/rawsocket.h"
#include "tests/support/waiting.h"

#include <QRegularExpression>

#include <tuple>

namespace confab::test {

/// Reads a daemon's figures, as Prometheus does. The daemon needs Scraper::arguments().
/// Thread: the test's. Owned by: the test.
class Scraper {
public:
    static QStringList arguments() { return {QStringLiteral("--metrics-listen"), QStringLiteral("127.0.0.1:0")}; }
    /// Of a daemon that has been started.
    explicit Scraper(const DaemonProcess& daemon) {
        static const QRegularExpression line(QStringLiteral("confabd serves metrics on 127\\.0\\.0\\.1:(\\d+)\\n"));
        std::ignore = waitUntil([&] { // of several runs, the last
            for (auto all = line.globalMatch(QString::fromUtf8(daemon.output())); all.hasNext();)
                m_port = all.next().captured(1).toUShort();
            return m_port != 0;
        });
    }

    quint16 port() const { return m_port; }
    /// The whole answer to this request head.
    QByteArray ask(const QByteArray& head = "GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n") const {
        RawSocket socket;
        return socket.connectTo(m_port) ? socket.http(head) : QByteArray();
    }
    /// One scrape as it is written; empty when it failed.
    QByteArray text() const {
        const QByteArray answer = ask();
        const qsizetype end = answer.indexOf("\r\n\r\n");
        return answer.startsWith("HTTP/1.1 200 ") && end > 0 ? answer.mid(end + 4) : QByteArray();
    }
    MetricsText operator()() const { return MetricsText(text()); }

private:
    quint16 m_port = 0;
};

} // namespace confab::test
