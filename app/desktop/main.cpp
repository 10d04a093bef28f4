// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/desktop/application.h"
#include "app/desktop/displayguard.h"
#include "app/desktop/endsignals.h"
#include "app/desktop/singleinstance.h"
#include "common/core/brokenpipe.h"

#ifdef CONFAB_FREEDESKTOP
#include <QGuiApplication>
#else
#include <QApplication>
#endif

#include <cstdio>

using namespace confab::desktop;

namespace {

#ifdef CONFAB_FREEDESKTOP
using Program = QGuiApplication;
#else
using Program = QApplication; // the tray's icon has a menu
#endif

/// Empty when this is the profile's only app; else the exit code, after a message on the console.
std::optional<int> yieldToFirst(SingleInstance& instance) {
    switch (instance.claim()) {
    case SingleInstance::Claim::First:
        return std::nullopt;
    case SingleInstance::Claim::Later:
        std::fputs("confab: Confab is already running; its window was brought to the front.\n", stderr);
        return 0;
    case SingleInstance::Claim::Silent:
        std::fputs("confab: Confab is already running, but does not respond. Close it, or end its process.\n", stderr);
        return 1;
    }
    return 1;
}

} // namespace

int main(int argc, char** argv) {
    confab::ignoreBrokenPipes();
    const auto options = parseOptions(argc, argv);
    if (!options)
        return options.error();
    auto guard = std::make_unique<DisplayGuard>();
    Program program(argc, argv);
    guard.reset();
    QGuiApplication::setApplicationName(QStringLiteral("Confab"));
    QGuiApplication::setApplicationVersion(QStringLiteral(CONFAB_VERSION));
    QGuiApplication::setDesktopFileName(QStringLiteral("confab"));
    SingleInstance instance(SingleInstance::pathsFor(options->profileName()), options->link);
    if (const std::optional<int> code = yieldToFirst(instance))
        return *code;
    prepareProgram();
    const EndSignals signals;
    QObject::connect(&signals, &EndSignals::endWanted, &program, &QCoreApplication::quit, Qt::QueuedConnection);
    Application application(*options);
    QObject::connect(&instance, &SingleInstance::raiseWanted, &program,
                     [&application](const QString& token) { application.raise(token); });
    QObject::connect(&instance, &SingleInstance::linkWanted, &program,
                     [&application](const QString& link) { application.openLink(link); });
    return application.start() ? QGuiApplication::exec() : 1;
}
