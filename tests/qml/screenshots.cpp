// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/client.h"
#include "app/desktop/window.h"
#include "app/models/workspace.h"
#include "tests/qml/driver.h"
#include "tests/qml/scenes.h"

#include <QDir>
#include <QGuiApplication>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>

using namespace confab;

namespace {

/// Leaves a session in the store, as an earlier run of the app does, and stops the server.
void leaveSession(test::Stage& stage, client::SecretStore& store, QSettings& settings) {
    client::Client client({}, store);
    models::Workspace workspace(client, store, settings);
    workspace.signIn()->signIn(stage.url().toString(), QStringLiteral("ana@example.org"),
                               QStringLiteral("correct horse"));
    if (!QTest::qWaitFor([&] { return workspace.connection()->isOnline(); }, 20000))
        qFatal("can't sign in");
    stage.server().stop();
}

void write(const QImage& picture, const QString& file) {
    if (!picture.save(file))
        qFatal("can't write %ls", qUtf16Printable(file));
    std::puts(qPrintable(file));
}

/// How every picture is to look.
struct Wishes {
    QString language; ///< as Language::choice
    bool compact = false;
    bool highContrast = false;
    bool rightToLeft = false; ///< also where a scene is not
    double textScale = 0;     ///< 0: the scene's
};

/// Takes the options, which may stand anywhere, out of the arguments.
Wishes wishesOf(QStringList& arguments) {
    Wishes wishes;
    wishes.compact = arguments.removeAll(QStringLiteral("--compact")) > 0;
    wishes.highContrast = arguments.removeAll(QStringLiteral("--high-contrast")) > 0;
    wishes.rightToLeft = arguments.removeAll(QStringLiteral("--right-to-left")) > 0;
    if (const auto at = arguments.indexOf(QStringLiteral("--language")); at >= 0 && at + 1 < arguments.size()) {
        wishes.language = arguments[at + 1];
        arguments.remove(at, 2);
    }
    if (const auto at = arguments.indexOf(QStringLiteral("--text")); at >= 0 && at + 1 < arguments.size()) {
        wishes.textScale = arguments[at + 1].toDouble() / 100;
        arguments.remove(at, 2);
    }
    return wishes;
}

// One window over one client on one stage, in one colour scheme.
void show(const test::Scene& scene, const QString& look, const Wishes& wishes, const QDir& folder) {
    QTemporaryDir settingsFolder;
    QSettings settings(settingsFolder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
    settings.setValue(QStringLiteral("appearance/scheme"), look == QStringLiteral("dark") ? 2 : 1);
    settings.setValue(QStringLiteral("appearance/textScale"),
                      wishes.textScale > 0 ? wishes.textScale : scene.textScale);
    settings.setValue(QStringLiteral("window/width"), scene.size.width());
    settings.setValue(QStringLiteral("window/height"), scene.size.height());
    QGuiApplication::setLayoutDirection(scene.rightToLeft || wishes.rightToLeft ? Qt::RightToLeft : Qt::LeftToRight);

    test::Stage stage;
    scene.cast(stage);
    client::MemorySecretStore store(QStringLiteral("no keychain"));
    if (scene.serverIsGone)
        leaveSession(stage, store, settings);
    client::Client client({}, store);
    models::Workspace workspace(client, store, settings);
    desktop::MainWindow window(workspace);
    auto* shown = qobject_cast<QQuickWindow*>(window.engine().rootObjects().value(0));
    if (!shown)
        qFatal("the window can't be loaded");
    shown->resize(scene.size); // the screen of the offscreen platform is smaller
    shown->requestActivate();
    test::Driver driver(*shown);
    scene.play({stage, workspace, driver});
    // In the open window: the steps are by English names.
    workspace.appearance()->language()->setChoice(wishes.language);
    workspace.appearance()->setCompact(wishes.compact);
    workspace.appearance()->setContrast(wishes.highContrast ? models::Appearance::HighContrast
                                                            : models::Appearance::ContrastOfSystem);
    const QString file = folder.filePath(QStringLiteral("%1-%2.png").arg(scene.name, look));
    write(driver.picture(), file);
}

} // namespace

// confab-screenshots [--language CODE] [--compact] [--high-contrast] [--right-to-left] [--text PERCENT] DIR [NAME...]:
// pictures of every main view (or of those named), light and dark.
int main(int argc, char** argv) {
    QQuickWindow::setGraphicsApi(QSGRendererInterface::Software); // the same pixels on every machine
    QGuiApplication program(argc, argv);
    QGuiApplication::setApplicationName(QStringLiteral("Confab"));
    QGuiApplication::setApplicationVersion(QStringLiteral("0.1.0"));
    desktop::prepareProgram();
    QStringList wanted = QGuiApplication::arguments().mid(1);
    const Wishes wishes = wishesOf(wanted);
    if (wanted.isEmpty()) {
        std::fputs("usage: confab-screenshots [--language CODE] [--compact] [--high-contrast] [--right-to-left] "
                   "[--text PERCENT] DIR [NAME...]\n",
                   stderr);
        return 2;
    }
    const QDir folder(wanted.takeFirst());
    if (!folder.mkpath(QStringLiteral("."))) {
        std::fprintf(stderr, "can't make %s\n", qPrintable(folder.path()));
        return 1;
    }
    for (const test::Scene& scene : test::scenes()) {
        for (const QString& look : {QStringLiteral("light"), QStringLiteral("dark")}) {
            const QString whole = QStringLiteral("%1-%2").arg(scene.name, look);
            if (wanted.isEmpty() || wanted.contains(scene.name) || wanted.contains(whole))
                show(scene, look, wishes, folder);
        }
    }
    if (wanted.isEmpty() || wanted.contains(QStringLiteral("accounts"))) {
        for (const char* look : {"light", "dark"}) {
            for (const test::Picture& picture : test::picturesOfAccounts(look == std::string_view("dark")))
                write(picture.image,
                      folder.filePath(QStringLiteral("%1-%2.png").arg(picture.name, QLatin1String(look))));
        }
    }
    return 0;
}
