// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QProcessEnvironment>
#include <QSize>
#include <QTemporaryDir>

#include <memory>
#include <vector>

class QProcess;

namespace confab::test {

/// A desktop of its own: an X server without a screen, a window manager, a session bus with a keyring, a home folder.
/// All of it ends with this object.
/// Thread: the test's. Owned by: the test.
class DesktopSession {
public:
    DesktopSession();
    ~DesktopSession();

    /// False when a part did not start: why() names it.
    [[nodiscard]] bool start(QSize screen);
    QString why() const { return m_why; }

    /// For programs that run on it.
    QProcessEnvironment environment() const { return m_environment; }
    QString home() const { return m_folder.path(); }
    QString busAddress() const { return m_environment.value(QStringLiteral("DBUS_SESSION_BUS_ADDRESS")); }

    /// Runs xdotool with these arguments to its end. False when it fails.
    bool xdotool(const QStringList& arguments, QByteArray* output = nullptr) const;
    /// Puts `text` on the clipboard, from where Ctrl+V takes it.
    bool setClipboard(const QByteArray& text);
    /// A picture of the whole screen as a PNG file, to examine a failed test.
    bool takePicture(const QString& file) const;

private:
    /// The first line that the program prints on its standard output, or nothing.
    QByteArray startAndRead(const QString& program, const QStringList& arguments);
    bool startPart(const QString& program, const QStringList& arguments, const QByteArray& input = {});
    bool isOnBus(const QString& service) const;

    QTemporaryDir m_folder;
    QProcessEnvironment m_environment;
    std::vector<std::unique_ptr<QProcess>> m_parts;
    QString m_why;
};

} // namespace confab::test
