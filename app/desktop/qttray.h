// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/desktop/traynews.h"
#include "app/notifications/traynotifications.h"

#include <QAction>
#include <QMenu>
#include <QSystemTrayIcon>

namespace confab::desktop {

/// The app's icon in the tray of Windows or the menu bar of macOS, with its menu (open, do not disturb, quit), and the
/// messages beside it. Needs a QApplication. Thread: the program's first. Owned by: Application.
class QtTray : public notifications::MessageTray {
    Q_OBJECT
public:
    QtTray();

    /// Whether the desktop has a tray, which shows the icon.
    bool isShown() const { return m_icon.isVisible() && QSystemTrayIcon::isSystemTrayAvailable(); }
    /// On the icon, and in its tip.
    void tell(const TrayNews& news);
    void setPaused(bool paused);
    /// In another language.
    void sayAnew();
    void showMessage(const QString& title, const QString& text, std::chrono::milliseconds shownFor) override;

    /// For tests, which have no tray to press.
    QSystemTrayIcon& icon() { return m_icon; }

Q_SIGNALS:
    void shownChanged();
    void openWanted(const QString& activationToken); ///< the token is empty
    void pauseWanted();                              ///< or its end
    void quitWanted();

private:
    QMenu m_menu; // before the icon that shows it
    QAction* m_open;
    QAction* m_pause;
    QAction* m_quit;
    TrayNews m_news;
    QSystemTrayIcon m_icon;
};

} // namespace confab::desktop
