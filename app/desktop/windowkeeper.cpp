// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/desktop/windowkeeper.h"

#include "app/models/desktopsettings.h"

#include <QEvent>
#include <QGuiApplication>
#include <QScreen>

#include <algorithm>
#include <chrono>
#include <utility>

namespace confab::desktop {

namespace {

constexpr auto rest = std::chrono::milliseconds(300); // as for the size: a drag is many moves
constexpr int grip = 64;                              // pixels of the window that have to be on a screen, to be dragged

/// Wayland tells a window nothing of its place, and takes no wishes.
bool hasPlaces() {
    return !QGuiApplication::platformName().startsWith(QLatin1String("wayland"));
}

/// Whether the upper edge of the window is on a screen that is connected now.
bool isReachable(QPoint place, QSize size) {
    const QRect edge(place, QSize(size.width(), grip));
    const QList<QScreen*> screens = QGuiApplication::screens();
    return std::any_of(screens.begin(), screens.end(), [&](const QScreen* screen) {
        const QRect part = screen->availableGeometry() & edge;
        return part.width() >= grip && part.height() >= grip / 2;
    });
}

} // namespace

QVariantMap WindowKeeper::firstProperties(const models::DesktopSettings& settings, QSize size, bool minimized) {
    QVariantMap properties;
    const std::optional<QPoint> place = settings.place();
    if (place && hasPlaces() && isReachable(*place, size)) {
        properties.insert(QStringLiteral("x"), place->x());
        properties.insert(QStringLiteral("y"), place->y());
    }
    if (minimized)
        properties.insert(QStringLiteral("visibility"), QVariant::fromValue(QWindow::Minimized));
    else if (settings.wasMaximized())
        properties.insert(QStringLiteral("visibility"), QVariant::fromValue(QWindow::Maximized));
    return properties;
}

WindowKeeper::WindowKeeper(QWindow& window, models::DesktopSettings& settings, bool minimized)
    : m_window(window), m_settings(settings), m_beganMinimized(minimized) {
    m_moving.setSingleShot(true);
    m_moving.setInterval(rest);
    connect(&m_moving, &QTimer::timeout, this, &WindowKeeper::writePlace);
    connect(&window, &QWindow::xChanged, this, &WindowKeeper::moved);
    connect(&window, &QWindow::yChanged, this, &WindowKeeper::moved);
    connect(&window, &QWindow::visibilityChanged, this, [this](QWindow::Visibility visibility) {
        const bool isShown = visibility == QWindow::Windowed || visibility == QWindow::Maximized;
        if (isShown) {
            m_beganMinimized = m_isHidden = false;
            m_settings.rememberMaximized(visibility == QWindow::Maximized);
        }
        if (visibility != QWindow::Windowed)
            m_moving.stop(); // the last place was not the user's choice
    });
    connect(&settings, &models::DesktopSettings::changed, this, &WindowKeeper::stay);
    qGuiApp->installEventFilter(this);
    stay();
}

WindowKeeper::~WindowKeeper() {
    if (m_moving.isActive())
        writePlace();
}

/// Of all events of the program: the end of it closes its windows, too, and that is no wish to hide one.
bool WindowKeeper::eventFilter(QObject* object, QEvent* event) {
    if (event->type() == QEvent::Quit)
        m_isEnding = true;
    if (event->type() != QEvent::Close || object != &m_window || m_isEnding || !m_settings.closingHides())
        return QObject::eventFilter(object, event);
    event->ignore();
    m_isHidden = true;
    m_window.hide();
    return true;
}

/// What began minimised goes into the tray as soon as there is one; what is hidden comes back when there is none.
void WindowKeeper::stay() {
    if (m_beganMinimized && m_settings.closingHides()) {
        m_beganMinimized = false;
        m_isHidden = true;
        m_window.hide();
    } else if (m_isHidden && !m_settings.hasTray()) {
        m_isHidden = false;
        m_window.show();
    }
}

void WindowKeeper::moved() {
    if (hasPlaces() && m_window.visibility() == QWindow::Windowed)
        m_moving.start();
}

void WindowKeeper::writePlace() {
    m_settings.rememberPlace(m_window.position());
}

} // namespace confab::desktop
