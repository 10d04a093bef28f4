// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/e2e/desktop/desktopsession.h"

#include "tests/support/waiting.h"

#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QDir>
#include <QProcess>
#include <QStandardPaths>

#include <csignal>
#include <ranges>
#include <sys/prctl.h>

namespace confab::test {

namespace {

constexpr int stepMs = 20'000; // what one part may take to start, or one xdotool to type

std::unique_ptr<QProcess> makePart(const QProcessEnvironment& environment) {
    auto part = std::make_unique<QProcess>();
    part->setProcessEnvironment(environment);
    part->setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); }); // whatever ends the test
    return part;
}

} // namespace

DesktopSession::DesktopSession() : m_environment(QProcessEnvironment::systemEnvironment()) {
    const QString home = m_folder.path();
    const QString run = home + QStringLiteral("/run");
    QDir().mkpath(run);
    QFile::setPermissions(run, QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
    m_environment.insert(QStringLiteral("HOME"), home);
    m_environment.insert(QStringLiteral("XDG_RUNTIME_DIR"), run);
    m_environment.insert(QStringLiteral("XDG_CONFIG_HOME"), home + QStringLiteral("/config"));
    m_environment.insert(QStringLiteral("XDG_DATA_HOME"), home + QStringLiteral("/data"));
    m_environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("xcb"));
    m_environment.insert(QStringLiteral("QT_QUICK_BACKEND"), QStringLiteral("software"));
    m_environment.insert(QStringLiteral("QT_LINUX_ACCESSIBILITY_ALWAYS_ON"), QStringLiteral("1"));
    m_environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8"));
    m_environment.remove(QStringLiteral("WAYLAND_DISPLAY"));
}

DesktopSession::~DesktopSession() {
    for (const std::unique_ptr<QProcess>& part : m_parts | std::views::reverse) { // the X server last
        part->terminate();
        if (!part->waitForFinished(stepMs))
            part->kill();
    }
}

bool DesktopSession::start(QSize screen) {
    const QString geometry = QStringLiteral("%1x%2x24").arg(screen.width()).arg(screen.height());
    const QByteArray display = startAndRead(
        QStringLiteral("Xvfb"), {QStringLiteral("-displayfd"), QStringLiteral("1"), QStringLiteral("-screen"),
                                 QStringLiteral("0"), geometry, QStringLiteral("-nolisten"), QStringLiteral("tcp")});
    if (display.isEmpty())
        return false;
    m_environment.insert(QStringLiteral("DISPLAY"), QLatin1Char(':') + QString::fromLatin1(display));
    const QByteArray bus = startAndRead(QStringLiteral("dbus-daemon"),
                                        {QStringLiteral("--session"), QStringLiteral("--nofork"),
                                         QStringLiteral("--nosyslog"), QStringLiteral("--print-address=1")});
    if (bus.isEmpty())
        return false;
    m_environment.insert(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"), QString::fromLatin1(bus));
    return startPart(
               QStringLiteral("gnome-keyring-daemon"),
               {QStringLiteral("--unlock"), QStringLiteral("--foreground"), QStringLiteral("--components=secrets")},
               QByteArrayLiteral("\n")) &&
           waitUntil([this] { return isOnBus(QStringLiteral("org.freedesktop.secrets")); }) &&
           startPart(QStringLiteral("openbox"), {QStringLiteral("--sm-disable")}) &&
           waitUntil([this] { return xdotool({QStringLiteral("get_desktop")}); }); // answered by a window manager only
}

bool DesktopSession::isOnBus(const QString& service) const {
    const QString name = QStringLiteral("confab-desktop-session");
    bool is = false;
    {
        const QDBusConnection bus = QDBusConnection::connectToBus(busAddress(), name);
        is = bus.isConnected() && bus.interface()->isServiceRegistered(service);
    }
    QDBusConnection::disconnectFromBus(name);
    return is;
}

QByteArray DesktopSession::startAndRead(const QString& program, const QStringList& arguments) {
    std::unique_ptr<QProcess> part = makePart(m_environment);
    part->setStandardErrorFile(QProcess::nullDevice());
    part->start(program, arguments);
    const bool spoke = waitUntil([&] { return part->canReadLine() || part->state() == QProcess::NotRunning; });
    const QByteArray line = spoke ? part->readLine().trimmed() : QByteArray();
    if (line.isEmpty())
        m_why = QStringLiteral("%1 did not start: %2").arg(program, part->errorString());
    m_parts.push_back(std::move(part));
    return line;
}

bool DesktopSession::startPart(const QString& program, const QStringList& arguments, const QByteArray& input) {
    std::unique_ptr<QProcess> part = makePart(m_environment);
    part->setStandardErrorFile(QProcess::nullDevice());
    part->setStandardOutputFile(QProcess::nullDevice());
    part->start(program, arguments);
    const bool started = part->waitForStarted(stepMs);
    part->write(input);
    part->closeWriteChannel();
    if (!started)
        m_why = QStringLiteral("%1 did not start: %2").arg(program, part->errorString());
    m_parts.push_back(std::move(part));
    return started;
}

bool DesktopSession::xdotool(const QStringList& arguments, QByteArray* output) const {
    QProcess tool;
    tool.setProcessEnvironment(m_environment);
    tool.start(QStringLiteral("xdotool"), arguments);
    if (!tool.waitForFinished(stepMs) || tool.exitStatus() != QProcess::NormalExit)
        return false;
    if (output)
        *output = tool.readAllStandardOutput();
    return tool.exitCode() == 0;
}

bool DesktopSession::setClipboard(const QByteArray& text) {
    std::unique_ptr<QProcess> owner = makePart(m_environment); // the process that offers it has to stay alive
    owner->start(QStringLiteral("xclip"), {QStringLiteral("-selection"), QStringLiteral("clipboard"),
                                           QStringLiteral("-quiet"), QStringLiteral("-in")});
    if (!owner->waitForStarted(stepMs))
        return false;
    owner->write(text);
    owner->closeWriteChannel();
    const bool waits = waitUntil([&] { return owner->readAllStandardError().contains("Waiting"); });
    m_parts.push_back(std::move(owner));
    return waits;
}

bool DesktopSession::takePicture(const QString& file) const {
    QProcess tool;
    tool.setProcessEnvironment(m_environment);
    tool.start(QStringLiteral("import"), {QStringLiteral("-window"), QStringLiteral("root"), file});
    return tool.waitForFinished(stepMs) && tool.exitCode() == 0;
}

} // namespace confab::test
