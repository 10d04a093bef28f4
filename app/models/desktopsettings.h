// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/models/autostart.h"

#include <QObject>
#include <QPoint>
#include <QQmlEngine>
#include <QSettings>

#include <optional>

namespace confab::models {

/// The app among the others of the desktop, as the user chose it: when it starts, whether it stays in the tray, and
/// where its window was. Saved at once. Thread: the window's. Owned by: Workspace.
class DesktopSettings : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by Workspace")
    /// Whether this desktop starts programs by themselves.
    Q_PROPERTY(bool canAutostart READ canAutostart NOTIFY changed FINAL)
    Q_PROPERTY(bool autostart READ isAutostart WRITE setAutostart NOTIFY changed FINAL)
    /// The window begins minimised, when the desktop starts the app.
    Q_PROPERTY(bool startsMinimized READ startsMinimized WRITE setStartsMinimized NOTIFY changed FINAL)
    /// Whether a tray shows the app's icon now.
    Q_PROPERTY(bool hasTray READ hasTray NOTIFY changed FINAL)
    /// Closing the window leaves the app in the tray, while there is one.
    Q_PROPERTY(bool closesToTray READ closesToTray WRITE setClosesToTray NOTIFY changed FINAL)
    /// Why the last change could not be made, as a text; else empty.
    Q_PROPERTY(QString trouble READ trouble NOTIFY changed FINAL)

public:
    /// `settings` must outlive this.
    explicit DesktopSettings(QSettings& settings);

    /// Before this there is no autostart.
    void provide(const Autostart& autostart);
    bool canAutostart() const { return m_autostart.has_value(); }
    bool isAutostart() const { return m_autostart && m_autostart->isOn(); }
    void setAutostart(bool on);
    bool startsMinimized() const { return m_startsMinimized; }
    void setStartsMinimized(bool minimized);
    bool hasTray() const { return m_hasTray; }
    void setHasTray(bool has);
    bool closesToTray() const { return m_closesToTray; }
    void setClosesToTray(bool closes);
    QString trouble() const { return m_trouble; }

    /// Whether closing the window hides it only.
    bool closingHides() const { return m_hasTray && m_closesToTray; }

    /// The upper left corner of the window when it was neither maximised nor minimised; empty: it had none yet.
    std::optional<QPoint> place() const;
    void rememberPlace(QPoint place);
    bool wasMaximized() const;
    void rememberMaximized(bool maximized);

Q_SIGNALS:
    void changed();

private:
    void note(const Status& status);

    QSettings& m_settings;
    std::optional<Autostart> m_autostart;
    bool m_startsMinimized = true;
    bool m_hasTray = false;
    bool m_closesToTray;
    QString m_trouble;
};

} // namespace confab::models
