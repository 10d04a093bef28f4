// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QObject>
#include <QTimer>
#include <QVariantMap>
#include <QWindow>

namespace confab::models {
class DesktopSettings;
}

namespace confab::desktop {

/// Keeps the window where it was, and within reach: closing hides it only while a tray has the icon that brings it
/// back, and a tray that goes away gives it back. Thread: the program's first. Owned by: MainWindow.
class WindowKeeper : public QObject {
    Q_OBJECT
public:
    /// Both must outlive this. `minimized`: how the program was told to begin.
    WindowKeeper(QWindow& window, models::DesktopSettings& settings, bool minimized);
    ~WindowKeeper() override;

    /// The properties x, y and visibility of the window, as far as they are not the desktop's to choose.
    static QVariantMap firstProperties(const models::DesktopSettings& settings, QSize size, bool minimized);

protected:
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    void stay();
    void moved();
    void writePlace();

    QWindow& m_window;
    models::DesktopSettings& m_settings;
    bool m_beganMinimized; // and was not looked at since
    bool m_isHidden = false;
    bool m_isEnding = false;
    QTimer m_moving;
};

} // namespace confab::desktop
