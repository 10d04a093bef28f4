// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/daemon/acme.h"

#include "server/daemon/datafolder.h"

#include <QDir>
#include <QFile>
#include <QLoggingCategory>

#include <chrono>

namespace confab {

namespace {

Q_LOGGING_CATEGORY(lc, "confab.acme")

/// An order with its challenge takes seconds; a directory that does not answer is given up by lego itself.
constexpr std::chrono::milliseconds mostTime = std::chrono::minutes(5);
constexpr std::chrono::milliseconds lookEvery = std::chrono::hours(12);
constexpr std::chrono::milliseconds startTime{5000};
constexpr qint64 mostChainBytes = 1024 * 1024;

/// What went wrong is its last line.
QString lastLine(const QByteArray& output) {
    const QByteArray line = output.trimmed().split('\n').last().trimmed();
    return line.isEmpty() ? QStringLiteral("it says nothing") : QString::fromUtf8(line);
}

} // namespace

QString acmeFolder(const QString& data) {
    return QDir(data).filePath(QStringLiteral("acme"));
}

QString acmeFile(const QString& data, const QString& host, QStringView ending) {
    return QDir(acmeFolder(data)).filePath(QString(u"certificates/" % host % ending));
}

Acme::Acme(const Config& config)
    : m_settings(config.acme), m_folder(acmeFolder(config.data)), m_chainFile(config.tlsCertificateFile) {
    m_lego.setProcessChannelMode(QProcess::MergedChannels);
    connect(&m_lego, &QProcess::finished, this, [this](int exitCode) { finished(exitCode); });
    connect(&m_timer, &QTimer::timeout, this, [this] { renew(); });
}

Acme::~Acme() {
    m_lego.disconnect(this); // a renewal that goes on ends with it
    if (m_lego.state() == QProcess::NotRunning)
        return;
    m_lego.kill();
    m_lego.waitForFinished();
}

QStringList Acme::arguments(const QStringList& command) const {
    QStringList all{QStringLiteral("--accept-tos"),
                    QStringLiteral("--path"),
                    m_folder,
                    QStringLiteral("--email"),
                    m_settings.email,
                    QStringLiteral("--domains"),
                    m_settings.host,
                    QStringLiteral("--http"),
                    QStringLiteral("--http.port"),
                    m_settings.listen};
    if (!m_settings.directory.isEmpty())
        all << QStringLiteral("--server") << m_settings.directory;
    return all + command;
}

QByteArray Acme::content() const {
    QFile file(m_chainFile);
    return file.open(QIODevice::ReadOnly) ? file.read(mostChainBytes) : QByteArray();
}

Status Acme::ensure() {
    if (QFile::exists(m_chainFile))
        return {};
    if (Status made = makeDataFolder(m_folder); !made)
        return made;
    qCInfo(lc).noquote() << "lego asks for a certificate for" << m_settings.host;
    QProcess lego;
    lego.setProcessChannelMode(QProcess::MergedChannels);
    lego.start(QStringLiteral("lego"), arguments({QStringLiteral("run")}));
    if (!lego.waitForStarted(int(startTime.count())))
        return fail(Error(ErrorKind::Unavailable,
                          QStringLiteral("--acme needs the program lego, which can't be started: %1. On Debian: apt "
                                         "install lego.")
                              .arg(lego.errorString())));
    const bool hasEnded = lego.waitForFinished(int(mostTime.count()));
    if (hasEnded && lego.exitStatus() == QProcess::NormalExit && lego.exitCode() == 0 && QFile::exists(m_chainFile))
        return {};
    return fail(Error(ErrorKind::Unavailable,
                      QStringLiteral("No certificate for %1: %2")
                          .arg(m_settings.host, hasEnded ? lastLine(lego.readAll())
                                                         : QStringLiteral("lego has not ended after five minutes."))));
}

void Acme::start() {
    m_timer.start(lookEvery);
    renew();
}

void Acme::renew() {
    if (m_lego.state() != QProcess::NotRunning)
        return;
    m_before = content();
    m_lego.start(QStringLiteral("lego"), arguments({QStringLiteral("renew"), QStringLiteral("--days"),
                                                    QStringLiteral("30"), QStringLiteral("--no-random-sleep")}));
}

void Acme::finished(int exitCode) {
    const QByteArray output = m_lego.readAll();
    if (m_lego.exitStatus() != QProcess::NormalExit || exitCode != 0)
        qCWarning(lc).noquote() << "The certificate was not renewed, and will be tried again:" << lastLine(output);
    else if (content() != m_before)
        Q_EMIT renewed();
}

} // namespace confab
