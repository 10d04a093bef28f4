// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/desktop/displayguard.h"

#include <QByteArray>
#include <QLoggingCategory>

#include <cstdio>
#include <cstdlib>
#include <vector>

namespace confab::desktop {

namespace {

struct Held {
    QtMsgType type;
    QByteArray category;
    QString text;
};

constexpr size_t most = 50;
std::vector<Held> held;

/// Names the platform that Qt was told to use: the user can change that.
QByteArray reason() {
    if (const QByteArray platform = qgetenv("QT_QPA_PLATFORM"); !platform.isEmpty())
        return "the platform “" + platform + "”, which QT_QPA_PLATFORM names, can't be used.";
    const QByteArray display = qgetenv("WAYLAND_DISPLAY").isEmpty() ? qgetenv("DISPLAY") : qgetenv("WAYLAND_DISPLAY");
    if (display.isEmpty())
        return "there is no display. Start it in a desktop session, or use confab-cli.";
    return "the display “" + display + "” can't be used. Start it in a desktop session, or use confab-cli.";
}

void hold(QtMsgType type, const QMessageLogContext& context, const QString& text) {
    if (type == QtFatalMsg) {
        std::fprintf(stderr, "confab: No window can be shown: %s\n", reason().constData());
        std::_Exit(DisplayGuard::exitCode); // on return Qt would abort
    }
    if (held.size() < most)
        held.push_back({type, QByteArray(context.category), text});
}

} // namespace

DisplayGuard::DisplayGuard() {
    qInstallMessageHandler(hold);
}

DisplayGuard::~DisplayGuard() {
    qInstallMessageHandler(nullptr);
    for (const Held& message : std::exchange(held, {})) {
        const QMessageLogger logger(nullptr, 0, nullptr, message.category.constData());
        if (message.type == QtDebugMsg)
            logger.debug("%ls", qUtf16Printable(message.text));
        else if (message.type == QtInfoMsg)
            logger.info("%ls", qUtf16Printable(message.text));
        else
            logger.warning("%ls", qUtf16Printable(message.text));
    }
}

} // namespace confab::desktop
