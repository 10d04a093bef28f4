// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/desktop/window.h"

#include "app/models/accountlist.h"
#include "app/models/workspace.h"

#include <QFontDatabase>
#include <QGuiApplication>
#include <QIcon>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QPainter>
#include <QPixmap>
#include <QQuickWindow>
#include <QScreen>
#include <QSvgRenderer>

namespace confab::desktop {

namespace {

class RefusingManager : public QNetworkAccessManager {
public:
    using QNetworkAccessManager::QNetworkAccessManager;

protected:
    // A request without an address fails at once and contacts no host.
    QNetworkReply* createRequest(Operation operation, const QNetworkRequest&, QIODevice*) override {
        return QNetworkAccessManager::createRequest(operation, QNetworkRequest(), nullptr);
    }
};

} // namespace

QNetworkAccessManager* NoNetwork::create(QObject* parent) {
    return new RefusingManager(parent);
}

namespace {

void chooseFonts() {
    QFont font = QGuiApplication::font();
    QStringList families = font.families();
    if (QFontDatabase::families().contains(QStringLiteral("Inter")))
        families.prepend(QStringLiteral("Inter"));
    for (const QString& emoji :
         {QStringLiteral("Noto Color Emoji"), QStringLiteral("Apple Color Emoji"), QStringLiteral("Segoe UI Emoji")}) {
        if (QFontDatabase::families().contains(emoji))
            families.append(emoji);
    }
    font.setFamilies(families);
    QGuiApplication::setFont(font);
    // The system's rasteriser is sharper at the sizes of a chat than scaled distance fields.
    QQuickWindow::setTextRenderType(QQuickWindow::NativeTextRendering);
}

void chooseIcon() {
    QSvgRenderer drawing(QStringLiteral(":/confab/confab.svg"));
    QIcon icon;
    for (const int size : {16, 32, 48, 128, 256}) {
        QPixmap picture(size, size);
        picture.fill(Qt::transparent);
        QPainter painter(&picture);
        drawing.render(&painter);
        painter.end();
        icon.addPixmap(picture);
    }
    QGuiApplication::setWindowIcon(icon);
}

} // namespace

void prepareProgram() {
    chooseFonts();
    chooseIcon();
}

MainWindow::MainWindow(models::Workspace& workspace, bool minimized) {
    if (const QScreen* screen = QGuiApplication::primaryScreen())
        workspace.appearance()->setScreenSize(screen->availableSize());
    m_engine.setNetworkAccessManagerFactory(&m_noNetwork);
    m_engine.addImportPath(QStringLiteral("qrc:/qt/qml")); // the default from Qt 6.5 on
    const QSize size(workspace.appearance()->windowWidth(), workspace.appearance()->windowHeight());
    QVariantMap properties = WindowKeeper::firstProperties(*workspace.desktop(), size, minimized);
    properties.insert(QStringLiteral("workspace"), QVariant::fromValue(&workspace));
    m_engine.setInitialProperties(properties);
    m_engine.load(QUrl(QStringLiteral("qrc:/qt/qml/Confab/Main/Main.qml")));
    if (auto* window = qobject_cast<QWindow*>(m_engine.rootObjects().value(0)))
        m_keeper = std::make_unique<WindowKeeper>(*window, *workspace.desktop(), minimized);
    if (models::AccountList* accounts = workspace.accounts())
        QObject::connect(accounts, &models::AccountList::currentChanged, &m_engine, [this, accounts] {
            for (QObject* window : m_engine.rootObjects())
                window->setProperty("workspace", QVariant::fromValue(&accounts->current()));
        });
    QObject::connect(workspace.appearance()->language(), &models::Language::changed, &m_engine,
                     &QQmlEngine::retranslate);
}

void MainWindow::raise(const QString& activationToken) {
    auto* window = qobject_cast<QWindow*>(m_engine.rootObjects().value(0));
    if (!window)
        return;
    if (!activationToken.isEmpty())
        qputenv("XDG_ACTIVATION_TOKEN", activationToken.toUtf8()); // Qt's Wayland client reads it from there
    window->setWindowStates(window->windowStates() & ~Qt::WindowMinimized);
    window->show();
    window->raise();
    window->requestActivate();
}

} // namespace confab::desktop
