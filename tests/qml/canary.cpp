// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/qml/canary.h"

#include <QFileInfo>
#include <QImage>
#include <QUrl>

#ifdef Q_OS_LINUX
#include <sys/inotify.h>
#include <unistd.h>
#endif

namespace confab::test {

namespace {

bool writePicture(const QString& path) {
    QImage picture(8, 8, QImage::Format_RGB32);
    picture.fill(Qt::yellow);
    return picture.save(path);
}

} // namespace

Canary::~Canary() {
#ifdef Q_OS_LINUX
    if (m_watch >= 0)
        ::close(m_watch);
#endif
}

bool Canary::begin() {
    const QByteArray traced = qgetenv("CONFAB_CANARY");
    m_path = traced.isEmpty() ? m_folder.filePath(QStringLiteral("canary.png")) : QString::fromLocal8Bit(traced);
    if (!m_server.listen(QHostAddress::LocalHost))
        return false;
    if (!traced.isEmpty())
        return true;
    if (!writePicture(m_path) || !writePicture(controlPath()))
        return false;
#ifdef Q_OS_LINUX
    m_watch = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    return m_watch >= 0 && inotify_add_watch(m_watch, m_path.toLocal8Bit().constData(), IN_OPEN | IN_ACCESS) >= 0;
#else
    return true;
#endif
}

QString Canary::webAddress() const {
    return QStringLiteral("http://127.0.0.1:%1/canary.png").arg(m_server.serverPort());
}

QString Canary::fileAddress() const {
    return QUrl::fromLocalFile(m_path).toString();
}

QString Canary::controlPath() const {
    return QString(QFileInfo(m_path).path() % u"/control.png");
}

bool Canary::isOpened() {
#ifdef Q_OS_LINUX
    char events[4096];
    if (m_watch >= 0 && ::read(m_watch, events, sizeof events) > 0)
        m_wasOpened = true;
#endif
    return m_wasOpened;
}

bool Canary::isTouched() {
    return m_server.hasPendingConnections() || isOpened();
}

} // namespace confab::test
