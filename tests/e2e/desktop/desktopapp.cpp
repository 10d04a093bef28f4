// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/e2e/desktop/desktopapp.h"

#include "tests/support/waiting.h"

#include <csignal>
#include <sys/prctl.h>

namespace confab::test {

namespace {

constexpr int endMs = 20'000;
// What a window needs on a slow machine: a test that waits for many things in vain has to end, too.
constexpr std::chrono::seconds soon{20};

} // namespace

DesktopApp::~DesktopApp() {
    if (!isRunning())
        return;
    m_process.kill();
    m_process.waitForFinished(endMs);
}

bool DesktopApp::start(const QStringList& arguments) {
    QProcessEnvironment environment = m_session.environment();
    environment.insert(QStringLiteral("QT_SCALE_FACTOR"), QString::number(m_pixelRatio));
    m_process.setProcessEnvironment(environment);
    m_process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(QStringLiteral(CONFAB_PATH), arguments);
    return m_process.waitForStarted(endMs) && waitUntil([this] { return !window().isEmpty() || !isRunning(); }) &&
           isRunning();
}

void DesktopApp::stop() {
    m_process.terminate();
    if (!m_process.waitForFinished(endMs))
        m_process.kill();
    m_process.waitForFinished(endMs);
}

QByteArray DesktopApp::window() const {
    QByteArray found;
    m_session.xdotool({QStringLiteral("search"), QStringLiteral("--onlyvisible"), QStringLiteral("--pid"),
                       QString::number(m_process.processId())},
                      &found);
    return found.trimmed().split('\n').last();
}

bool DesktopApp::resize(QSize size) {
    const QString id = QString::fromLatin1(window());
    m_session.xdotool({QStringLiteral("windowmove"), id, QStringLiteral("0"), QStringLiteral("0")});
    m_session.xdotool(
        {QStringLiteral("windowsize"), id, QString::number(size.width()), QString::number(size.height())});
    return waitUntil(
        [&] {
            const std::optional<Accessible> frame = m_tree.find(QStringLiteral("frame"), QString());
            return frame && frame->place.size() == size / m_pixelRatio;
        },
        soon);
}

bool DesktopApp::keys(const QStringList& keys) const {
    return m_session.xdotool(QStringList{QStringLiteral("key"), QStringLiteral("--clearmodifiers")} + keys);
}

bool DesktopApp::type(const QString& text) const {
    return m_session.xdotool({QStringLiteral("type"), QStringLiteral("--delay"), QStringLiteral("4"), text});
}

bool DesktopApp::click(const Accessible& item) const {
    const QPoint at = item.place.center();
    return m_session.xdotool({QStringLiteral("mousemove"), QString::number(at.x()), QString::number(at.y()),
                              QStringLiteral("click"), QStringLiteral("1")});
}

std::optional<Accessible> DesktopApp::waitFor(const QString& role, const QString& name) const {
    std::optional<Accessible> found;
    waitUntil([&] { return (found = m_tree.find(role, name)).has_value() || !isRunning(); }, soon);
    return found;
}

bool DesktopApp::waitForFocus(const QString& name) const {
    return waitUntil(
        [&] {
            const std::optional<Accessible> item = m_tree.focused();
            return item && item->name.startsWith(name);
        },
        soon);
}

QImage DesktopApp::picture() const {
    const QString file = m_session.home() + QStringLiteral("/picture.png");
    return m_session.takePicture(file) ? QImage(file) : QImage();
}

} // namespace confab::test
