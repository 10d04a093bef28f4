// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/desktop/application.h"

#include <QGuiApplication>

int main(int argc, char** argv) {
    const auto options = confab::desktop::parseOptions(argc, argv);
    if (!options)
        return options.error();
    QGuiApplication program(argc, argv);
    QGuiApplication::setApplicationName(QStringLiteral("Confab"));
    QGuiApplication::setApplicationVersion(QStringLiteral(CONFAB_VERSION));
    QGuiApplication::setDesktopFileName(QStringLiteral("confab"));
    confab::desktop::prepareProgram();
    confab::desktop::Application application(*options);
    return application.start() ? QGuiApplication::exec() : 1;
}
