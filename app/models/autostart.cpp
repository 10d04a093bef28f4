// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/autostart.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include <algorithm>

namespace confab::models {

namespace {

constexpr qint64 mostBytes = 64 * 1024; // some desktops add translations

/// An argument of the key Exec: quoted, then escaped as a string of the file (Desktop Entry Specification 1.5).
QString quoted(const QString& argument) {
    QString inner;
    for (const QChar character : argument) {
        if (QStringLiteral("\"`$\\").contains(character))
            inner += u'\\';
        inner += character;
        if (character == u'%')
            inner += u'%'; // a single one begins a field code
    }
    return u'"' + inner.replace(u'\\', QStringLiteral("\\\\")) + u'"';
}

Error unavailable(const QString& file, const QString& why) {
    return {ErrorKind::Unavailable,
            QStringLiteral("The file %1 can't be changed: %2.").arg(QDir::toNativeSeparators(file), why)};
}

} // namespace

const QString Autostart::minimizedFlag = QStringLiteral("--minimized");

Autostart::Autostart(QString file, QStringList command) : m_file(std::move(file)), m_command(std::move(command)) {}

QStringList Autostart::lines() const {
    QFile file(m_file);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QString::fromUtf8(file.read(mostBytes)).split(u'\n', Qt::SkipEmptyParts);
}

bool Autostart::isOn() const {
    const QStringList all = lines();
    const bool isDisabled = std::any_of(all.begin(), all.end(), [](const QString& line) {
        const QString setting = QString(line).remove(u' ');
        return setting == QStringLiteral("Hidden=true") || setting == QStringLiteral("X-GNOME-Autostart-enabled=false");
    });
    return !all.isEmpty() && !isDisabled;
}

bool Autostart::isMinimized() const {
    const QStringList all = lines();
    const auto exec = std::find_if(all.begin(), all.end(),
                                   [](const QString& line) { return line.startsWith(QStringLiteral("Exec=")); });
    return exec == all.end() || exec->contains(minimizedFlag);
}

QByteArray Autostart::content(bool minimized) const {
    QStringList command = m_command;
    if (minimized)
        command << minimizedFlag;
    QStringList arguments;
    for (const QString& argument : std::as_const(command))
        arguments << quoted(argument);
    return QStringLiteral("[Desktop Entry]\n"
                          "Type=Application\n"
                          "Name=Confab\n"
                          "Icon=confab\n"
                          "Exec=%1\n"
                          "Terminal=false\n")
        .arg(arguments.join(u' '))
        .toUtf8();
}

Status Autostart::turnOn(bool minimized) const {
    QDir().mkpath(QFileInfo(m_file).path());
    QSaveFile file(m_file);
    if (!file.open(QIODevice::WriteOnly))
        return fail(unavailable(m_file, file.errorString()));
    file.write(content(minimized));
    if (!file.commit())
        return fail(unavailable(m_file, file.errorString()));
    return {};
}

Status Autostart::turnOff() const {
    QFile file(m_file);
    if (file.exists() && !file.remove())
        return fail(unavailable(m_file, file.errorString()));
    return {};
}

} // namespace confab::models
