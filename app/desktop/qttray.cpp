// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/desktop/qttray.h"

#include <QCoreApplication>

namespace confab::desktop {

namespace {

QString words(const char* text) {
    return QCoreApplication::translate("Tray", text);
}

} // namespace

QtTray::QtTray() : m_open(m_menu.addAction(QString())), m_pause(m_menu.addAction(QString())) {
    m_menu.addSeparator();
    m_quit = m_menu.addAction(QString());
    m_pause->setCheckable(true);
    connect(m_open, &QAction::triggered, this, [this] { Q_EMIT openWanted({}); });
    connect(m_pause, &QAction::triggered, this, &QtTray::pauseWanted);
    connect(m_quit, &QAction::triggered, this, &QtTray::quitWanted);
    m_icon.setContextMenu(&m_menu);
    connect(&m_icon, &QSystemTrayIcon::messageClicked, this, &QtTray::messageClicked);
    connect(&m_icon, &QSystemTrayIcon::activated, this, [this](QSystemTrayIcon::ActivationReason reason) {
        if (reason == QSystemTrayIcon::Trigger || reason == QSystemTrayIcon::DoubleClick)
            Q_EMIT openWanted({});
    });
    sayAnew();
    m_icon.show();
}

void QtTray::sayAnew() {
    m_open->setText(words("Open Confab"));
    m_pause->setText(words("Do not disturb"));
    m_quit->setText(words("Quit Confab"));
    tell(m_news);
}

void QtTray::tell(const TrayNews& news) {
    m_news = news;
    const QString what = news.number > 0  ? words("Messages for you: %1").arg(news.number)
                         : news.isCalling ? words("Unread messages")
                                          : QString();
    QIcon icon;
    for (const int size : {16, 24, 32, 48})
        icon.addPixmap(QPixmap::fromImage(trayImage(news, size)));
    m_icon.setIcon(icon);
    m_icon.setToolTip(what.isEmpty() ? words("Confab") : QString(words("Confab") % u'\n' % what));
}

/// The menu's item is as the settings are, whoever changed them.
void QtTray::setPaused(bool paused) {
    m_pause->setChecked(paused);
}

void QtTray::showMessage(const QString& title, const QString& text, std::chrono::milliseconds shownFor) {
    m_icon.showMessage(title, text, m_icon.icon(), int(shownFor.count()));
}

} // namespace confab::desktop
