// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/desktop/window.h"

#include "app/models/workspace.h"

#include <QFontDatabase>
#include <QGuiApplication>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QQmlExtensionPlugin>
#include <QQuickWindow>
#include <QTranslator>

// The QML modules are static libraries: naming their plugins here is what brings them into the program.
Q_IMPORT_QML_PLUGIN(Confab_ComponentsPlugin)
Q_IMPORT_QML_PLUGIN(Confab_DetailsPlugin)
Q_IMPORT_QML_PLUGIN(Confab_LoginPlugin)
Q_IMPORT_QML_PLUGIN(Confab_MainPlugin)
Q_IMPORT_QML_PLUGIN(Confab_ModelsPlugin)
Q_IMPORT_QML_PLUGIN(Confab_RoomsPlugin)
Q_IMPORT_QML_PLUGIN(Confab_SettingsPlugin)
Q_IMPORT_QML_PLUGIN(Confab_ThemePlugin)
Q_IMPORT_QML_PLUGIN(Confab_TimelinePlugin)

namespace confab::desktop {

namespace {

class RefusingManager : public QNetworkAccessManager {
public:
    using QNetworkAccessManager::QNetworkAccessManager;

protected:
    // A request without an address ends in an error at once and reaches nobody.
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

// English first: it has the plural forms of every text that the system's language does not translate.
void chooseLanguage() {
    for (const QLocale& locale : {QLocale(QLocale::English), QLocale()}) {
        auto* translator = new QTranslator(qGuiApp);
        if (translator->load(locale, QStringLiteral("confab"), QStringLiteral("_"),
                             QStringLiteral(":/confab/translations")))
            QGuiApplication::installTranslator(translator);
        else
            delete translator;
    }
}

} // namespace

void prepareProgram() {
    chooseFonts();
    chooseLanguage();
}

MainWindow::MainWindow(models::Workspace& workspace) {
    m_engine.setNetworkAccessManagerFactory(&m_noNetwork);
    m_engine.addImportPath(QStringLiteral("qrc:/qt/qml")); // the default from Qt 6.5 on
    m_engine.setInitialProperties({{QStringLiteral("workspace"), QVariant::fromValue(&workspace)}});
    m_engine.load(QUrl(QStringLiteral("qrc:/qt/qml/Confab/Main/Main.qml")));
}

} // namespace confab::desktop
