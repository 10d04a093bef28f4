// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/desktop/cursorrest.h"

#include <QEvent>
#include <QGuiApplication>
#include <QStyleHints>

#include <utility>

namespace confab::desktop {

CursorRest::CursorRest(std::chrono::milliseconds after)
    : m_flashTime(QGuiApplication::styleHints()->cursorFlashTime()) {
    m_timer.setSingleShot(true);
    m_timer.setInterval(after);
    connect(&m_timer, &QTimer::timeout, this, &CursorRest::rest);
    qGuiApp->installEventFilter(this);
    m_timer.start();
}

CursorRest::~CursorRest() {
    wake();
}

bool CursorRest::eventFilter(QObject* object, QEvent* event) {
    const auto type = event->type();
    if (type == QEvent::KeyPress || type == QEvent::MouseButtonPress || type == QEvent::InputMethod) {
        wake();
        m_timer.start();
    }
    return QObject::eventFilter(object, event);
}

void CursorRest::rest() {
    m_resting = true;
    QGuiApplication::styleHints()->setCursorFlashTime(0);
}

void CursorRest::wake() {
    if (std::exchange(m_resting, false))
        QGuiApplication::styleHints()->setCursorFlashTime(m_flashTime);
}

} // namespace confab::desktop
