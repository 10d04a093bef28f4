// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"

#include <QStringList>

namespace confab::models {

/// The file by which the desktop starts the app when the user signs in to it (XDG Desktop Application Autostart
/// Specification 0.5). The file is the setting: whoever removes it, or disables it in the desktop's own settings, has
/// turned it off.
class Autostart {
public:
    /// `file`: of this profile, in $XDG_CONFIG_HOME/autostart. `command`: the program and its arguments.
    Autostart(QString file, QStringList command);

    bool isOn() const;
    /// Whether the window begins minimised then. True when the file does not say: nobody waits for a window there.
    bool isMinimized() const;
    /// Writes the file. Unavailable when that fails.
    Status turnOn(bool minimized) const;
    /// Removes it. Unavailable when that fails.
    Status turnOff() const;

    static const QString minimizedFlag; ///< of the program, "--minimized"

private:
    QStringList lines() const;
    QByteArray content(bool minimized) const;

    QString m_file;
    QStringList m_command;
};

} // namespace confab::models
