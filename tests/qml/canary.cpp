// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/qml/canary.h"

#include <QImage>
#include <QUrl>

#ifdef Q_OS_LINUX
#include <sys/inotify.h>
#include <unistd.h>
#endif

namespace confab::test {

Canary::~Canary() {
#ifdef Q_OS_LINUX
    if (m_watch >= 0)
        close(m_watch);
#endif
}

bool Canary::begin() {
    QImage picture(8, 8, QImage::Format_RGB32);
    picture.fill(Qt::yellow);
    if (!m_server.listen(QHostAddress::LocalHost) || !picture.save(path()))
        return false;
#ifdef Q_OS_LINUX
    m_watch = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    return m_watch >= 0 && inotify_add_watch(m_watch, path().toLocal8Bit().constData(), IN_OPEN | IN_ACCESS) >= 0;
#else
    return true;
#endif
}

QString Canary::webAddress() const {
    return QStringLiteral("http://127.0.0.1:%1/canary.png").arg(m_server.serverPort());
}

QString Canary::fileAddress() const {
    return QUrl::fromLocalFile(path()).toString();
}

bool Canary::isOpened() {
#ifdef Q_OS_LINUX
    char events[4096];
    if (m_watch >= 0 && read(m_watch, events, sizeof events) > 0)
        m_wasOpened = true;
#endif
    return m_wasOpened;
}

} // namespace confab::test
