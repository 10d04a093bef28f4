// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/desktop/cursorrest.h"
#include "app/desktop/windowkeeper.h"

#include <QQmlApplicationEngine>
#include <QQmlNetworkAccessManagerFactory>

#include <memory>

namespace confab::models {
class Workspace;
}

namespace confab::desktop {

/// Sets fonts, text rendering and the icon for the whole program. Call once, after the QGuiApplication
/// was made.
void prepareProgram();

/// Blocks network access from QML: showing a message contacts no server, whatever the message says.
class NoNetwork : public QQmlNetworkAccessManagerFactory {
public:
    QNetworkAccessManager* create(QObject* parent) override;
};

/// The window, where it was and not larger than the screen: the QML engine with Confab.Main over a workspace.
/// Thread: the program's first. Owned by: Application.
class MainWindow {
public:
    /// `workspace` must outlive this; the window shows the current one of its accounts. `minimized`: the user has not
    /// asked for a window yet.
    explicit MainWindow(models::Workspace& workspace, bool minimized = false);

    /// Whether the QML was loaded.
    bool isShown() const { return !m_engine.rootObjects().isEmpty(); }
    /// Application::raise().
    void raise(const QString& activationToken);
    QQmlApplicationEngine& engine() { return m_engine; }

private:
    CursorRest m_cursorRest;
    NoNetwork m_noNetwork; // before the engine, which uses it until its end
    QQmlApplicationEngine m_engine;
    std::unique_ptr<WindowKeeper> m_keeper; // null: the QML was not loaded
};

} // namespace confab::desktop
