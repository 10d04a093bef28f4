// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/sanitizers/visit.h"
#include "tests/support/results.h"
#include "tests/support/scraper.h"
#include "tests/support/tlsfiles.h"

#include <CLI/CLI.hpp>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>

#include <csignal>

/// confab-memcheck: the server under valgrind, without TLS and with it, while people visit it; then SIGTERM. It fails
/// when valgrind has seen an error or memory that nobody can free any more. With --bare there is no valgrind, and a
/// server that was built with sanitizers says by its exit code what those have seen.
namespace {

using namespace confab;
using namespace confab::test;

/// Besides the server's own codes (0 to 3), so that nothing else can be meant.
constexpr int errorsFound = 99;

QStringList valgrind(const QString& logFile) {
    return {QStringLiteral("valgrind"),
            QStringLiteral("--error-exitcode=%1").arg(errorsFound),
            QStringLiteral("--leak-check=full"),
            QStringLiteral("--show-leak-kinds=definite"),
            QStringLiteral("--errors-for-leak-kinds=definite"),
            QStringLiteral("--num-callers=40"),
            QStringLiteral("--fair-sched=yes"), // or one busy thread of the server starves the others
            QStringLiteral("--log-file=") + logFile};
}

QByteArray contentsOf(const QString& name) {
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// A server under valgrind and those who visit it.
/// Thread: main. Owned by: main().
class Checked {
public:
    Checked(const char* name, const QStringList& arguments, bool isBare)
        : m_name(name), m_isBare(isBare), m_daemon(arguments + Scraper::arguments()), m_visits(m_daemon) {
        if (!isBare)
            m_daemon.runUnder(valgrind(logFile()));
    }

    bool begin() {
        if (!m_daemon.start())
            return failed(m_daemon.errors() + log());
        return took(m_visits.begin());
    }
    bool round() {
        ::kill(pid_t(m_daemon.pid()), SIGHUP); // reads the certificate anew, when there is one
        return took(m_visits.round()) && (!Scraper(m_daemon).text().isEmpty() || failed("no metrics"));
    }
    bool end() {
        m_visits.stay();
        const int code = m_daemon.stop();
        const bool isClean = code == 0 && (m_isBare || log().contains("ERROR SUMMARY: 0 errors"));
        std::printf("%s: %d rounds, exit code %d%s\n", m_name, m_visits.rounds(), code, summary().constData());
        return isClean || failed(log() + m_daemon.errors());
    }

private:
    QString logFile() const { return m_folder.filePath(QStringLiteral("valgrind.txt")); }
    QByteArray log() const { return contentsOf(logFile()); }
    QByteArray summary() const {
        const QByteArray text = log();
        const qsizetype at = text.indexOf("ERROR SUMMARY");
        return at < 0 ? QByteArray() : ", valgrind: " + text.mid(at).split('\n').first();
    }
    bool took(const Status& done) { return done || failed(described(done.error()) + '\n' + log()); }
    bool failed(const QByteArray& why) {
        std::fprintf(stderr, "%s: %s\n", m_name, why.constData());
        return false;
    }

    const char* m_name;
    const bool m_isBare;
    QTemporaryDir m_folder;
    DaemonProcess m_daemon;
    Visits m_visits;
};

bool check(int seconds, bool isBare) {
    TlsFiles tls;
    if (!tls.make()) {
        std::fprintf(stderr, "openssl can't make a certificate\n");
        return false;
    }
    Checked plain("ws", {}, isBare);
    Checked secure("wss", tls.arguments(), isBare);
    if (!plain.begin() || !secure.begin())
        return false;
    QElapsedTimer time;
    time.start();
    do {
        if (!plain.round() || !secure.round())
            return false;
    } while (time.elapsed() < qint64(seconds) * 1000);
    const bool isPlainClean = plain.end();
    return secure.end() && isPlainClean;
}

} // namespace

int main(int argc, char** argv) {
    // Qt's regular expressions as they are, not as machine code made on the spot: that reads a few bytes more than
    // there are, on purpose, and has no name by which valgrind could be told so.
    qputenv("QT_ENABLE_REGEXP_JIT", "0");
    const QCoreApplication application(argc, argv);
    int seconds = 60;
    CLI::App app("confab-memcheck: a server without TLS and one with it, under valgrind, while people visit them");
    app.add_option("--seconds", seconds, "of visits")->check(CLI::Range(1, 3600))->capture_default_str();
    bool isBare = false;
    app.add_flag("--bare", isBare, "without valgrind");
    CLI11_PARSE(app, argc, argv);
    return check(seconds, isBare) ? 0 : 1;
}
