// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/bodyformat.h"
#include "tests/app/text/hostiletexts.h"
#include "tests/qml/shown.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QGuiApplication>
#include <QNetworkAccessManager>
#include <QQmlComponent>
#include <QQmlNetworkAccessManagerFactory>
#include <QQuickTextDocument>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTextBlock>
#include <QTextDocument>

namespace confab {

using test::Shown;

namespace {

/// Takes the place of the system's programs for links.
class Opener : public QObject {
    Q_OBJECT
public:
    Opener() {
        for (const char* scheme : schemes)
            QDesktopServices::setUrlHandler(QLatin1String(scheme), this, "open");
    }
    ~Opener() override {
        for (const char* scheme : schemes)
            QDesktopServices::unsetUrlHandler(QLatin1String(scheme));
    }
    QList<QUrl> opened;

public Q_SLOTS:
    void open(const QUrl& url) { opened.append(url); }

private:
    static constexpr std::array schemes{"http", "https", "mailto", "file", "javascript"};
};

/// Counts the views that want something of a network.
class CountingFactory : public QQmlNetworkAccessManagerFactory {
public:
    QNetworkAccessManager* create(QObject* parent) override {
        ++asked;
        return new QNetworkAccessManager(parent);
    }
    std::atomic<int> asked = 0;
};

} // namespace

/// A message in Markdown on the screen: what is seen, pressed, read aloud, and never fetched.
class FormattedBodyTest : public QObject {
    Q_OBJECT
private:
    static QTextDocument* documentOf(QQuickItem* item) {
        auto* document = item->property("textDocument").value<QQuickTextDocument*>();
        return document ? document->textDocument() : nullptr;
    }
    /// The documents of a row's visible texts.
    static QList<QTextDocument*> documentsIn(QQuickItem* row) {
        QList<QTextDocument*> documents;
        if (row->isVisible() && row->inherits("QQuickTextEdit") && documentOf(row)->characterCount() > 1)
            documents.append(documentOf(row));
        for (QQuickItem* item : row->childItems())
            documents += documentsIn(item);
        return documents;
    }
    static QString textIn(QQuickItem* row) {
        QStringList texts;
        for (const QTextDocument* document : documentsIn(row))
            texts.append(document->toPlainText());
        return texts.join(u'\n');
    }
    static QTextCharFormat formatAt(const QTextDocument* document, int at) {
        QTextCursor cursor(document->findBlock(at));
        cursor.setPosition(at + 1);
        return cursor.charFormat();
    }
    static void open(Shown& f, const QString& body) {
        f.stage.say(f.general, f.ben, body, UtcTime::now());
        f.show();
        QVERIFY(f.signIn() && f.open(f.general));
        QTRY_VERIFY(f.timelineList() && f.rowSaying(body));
        QTRY_VERIFY(!documentsIn(f.rowSaying(body)).isEmpty());
    }
    static void press(Shown& f, QAccessible::Role role, const QString& name) {
        QQuickItem* item = nullptr;
        QTRY_VERIFY2((item = f.driver->find(role, name)), qPrintable(name));
        QAccessible::queryAccessibleInterface(item)->actionInterface()->doAction(
            QAccessibleActionInterface::pressAction());
    }

private Q_SLOTS:
    void initTestCase() {
        QQuickWindow::setGraphicsApi(QSGRendererInterface::Software); // there may be no GPU
        desktop::prepareProgram();
    }

    void whatIsTypedIsShownFormatted_data() {
        QTest::addColumn<bool>("answered");
        QTest::newRow("sent") << true;
        QTest::newRow("waiting") << false;
    }
    void whatIsTypedIsShownFormatted() {
        QFETCH(const bool, answered);
        Shown f;
        if (!answered)
            f.stage.setSending(test::Stage::Sending::Unanswered);
        f.show();
        QVERIFY(f.signIn() && f.open(f.general));
        QTRY_VERIFY(f.driver->find(QAccessible::EditableText, QStringLiteral("Message General")));
        const QString body = QStringLiteral("**bold** <b>raw</b> `code`");
        f.driver->type(body);
        f.driver->key(Qt::Key_Return);
        QTRY_VERIFY(f.rowSaying(body));
        QTRY_COMPARE(textIn(f.rowSaying(body)), QStringLiteral("bold <b>raw</b> code"));
        const QTextDocument* document = documentsIn(f.rowSaying(body)).front();
        QVERIFY(formatAt(document, 1).fontWeight() > QFont::Medium);
        QVERIFY(formatAt(document, 8).fontWeight() <= QFont::Medium);
        if (answered)
            QTRY_COMPARE(models::Fixture::at(f.timeline(), 0, "delivery").toInt(), int(models::TimelineModel::Sent));
        else
            QCOMPARE(models::Fixture::at(f.timeline(), 0, "delivery").toInt(), int(models::TimelineModel::Sending));
    }

    void aSpoilerShowsByKeyboard() {
        Shown f;
        const QString body = QStringLiteral("It was ||the butler 🎂||!");
        open(f, body);
        const auto shown = [&] { return textIn(f.rowSaying(body)); };
        QVERIFY2(!shown().contains(QLatin1String("butler")) && !shown().contains(QString::fromUtf8("🎂")),
                 qPrintable(shown()));
        QVERIFY(!models::Fixture::at(f.timeline(), 0, "spoken").toString().contains(QLatin1String("butler")));
        f.timelineList()->forceActiveFocus(Qt::TabFocusReason);
        f.driver->key(Qt::Key_Tab);
        QQuickItem* spot = f.driver->find(QAccessible::Button, QStringLiteral("Hidden text"));
        QVERIFY(spot && spot->hasActiveFocus());
        f.driver->key(Qt::Key_Return);
        QTRY_VERIFY(shown().contains(QString::fromUtf8("the butler 🎂")));
    }

    /// Only the current row is reached by Tab, else a reader would walk through every link of the room.
    void linksOfOtherRowsAreNoStops() {
        Shown f;
        for (int i = 0; i < 5; ++i)
            f.stage.say(f.general, f.ben, QStringLiteral("https://example.org/%1").arg(i), UtcTime::now());
        open(f, QStringLiteral("*no link*"));
        QQuickItem* list = f.timelineList();
        list->forceActiveFocus(Qt::TabFocusReason);
        const auto row = [&] { return f.window->activeFocusItem()->mapToItem(list, {0, 0}).y(); };
        f.driver->key(Qt::Key_Tab); // the newest has no link
        QVERIFY(!list->hasActiveFocus());
        list->forceActiveFocus(Qt::TabFocusReason);
        f.driver->key(Qt::Key_Up);
        f.driver->key(Qt::Key_Tab);
        QVERIFY(list->hasActiveFocus() && row() > 0);
        f.driver->key(Qt::Key_Tab); // not to the link of the next row
        QVERIFY(!list->hasActiveFocus());
    }

    void aLinkOpensAfterACheck() {
        Opener opener;
        Shown f;
        open(f, QStringLiteral("https://example.org/a and [docs](https://evil.example/b) and [x](file:///etc/passwd)"));
        press(f, QAccessible::Link, QStringLiteral("https://example.org/a"));
        QCOMPARE(opener.opened, QList<QUrl>{QUrl(QStringLiteral("https://example.org/a"))});
        const QString named = QStringLiteral("docs, leads to evil.example");
        press(f, QAccessible::Link, named);
        QTRY_VERIFY(f.says(QStringLiteral("It leads to evil.example.")) &&
                    f.says(QStringLiteral("https://evil.example/b")));
        f.driver->key(Qt::Key_Escape);
        QTRY_VERIFY(!f.says(QStringLiteral("It leads to evil.example.")));
        QCOMPARE(opener.opened.size(), 1);
        press(f, QAccessible::Link, named);
        QVERIFY(f.driver->press(QStringLiteral("Open link")));
        QTRY_COMPARE(opener.opened.size(), 2);
        QCOMPARE(opener.opened.back(), QUrl(QStringLiteral("https://evil.example/b")));
        QVERIFY(!f.driver->find(QAccessible::Link, QStringLiteral("x")));
    }

    void codeIsCopiedAndNotWrapped() {
        Shown f;
        const QString line = QStringLiteral("int x = 1; ").repeated(60).trimmed();
        open(f, QStringLiteral("Try:\n```c++\n%1\n\ty **z**;\n```\nthen").arg(line));
        QCOMPARE(f.driver->find(QAccessible::Button, QStringLiteral("Copy code")), nullptr);
        f.timelineList()->forceActiveFocus(Qt::TabFocusReason); // its row is the current one now
        QVERIFY(f.says(QStringLiteral("c++")));
        QVERIFY(f.driver->press(QStringLiteral("Copy code")));
        QCOMPARE(QGuiApplication::clipboard()->text(), QString(line % u"\n\ty **z**;"));
        QVERIFY(f.driver->find(QAccessible::Button, QStringLiteral("Copied")));
    }

    void mentionsAreMarked() {
        Shown f;
        MessagePosted posted{{QStringLiteral("@Ana and @Chi and @Dara")}, {}};
        posted.mentions = QList<UserId>{f.ana, f.chi};
        f.stage.happen(f.general, f.ben, posted, UtcTime::now());
        open(f, QStringLiteral("plain"));
        QQuickItem* row = f.rowSaying(posted.body);
        QVERIFY(row);
        const QTextDocument* document = documentsIn(row).front();
        const auto ground = [document](int at) { return formatAt(document, at).background(); };
        QVERIFY(row->property("callsMe").toBool());
        QVERIFY(!f.rowSaying(QStringLiteral("plain"))->property("callsMe").toBool());
        QVERIFY(ground(1).style() == Qt::SolidPattern && ground(10).style() == Qt::SolidPattern);
        QVERIFY(ground(1).color() != ground(10).color()); // oneself, and somebody else
        QCOMPARE(ground(19).style(), Qt::NoBrush);        // whom the server did not find
    }

    void aLongMessageFolds() {
        Shown f;
        QStringList lines;
        for (int i = 1; i <= 60; ++i)
            lines.append(QStringLiteral("- item *%1*").arg(i));
        f.stage.say(f.general, f.ben, lines.join(u'\n'), UtcTime::now());
        f.show();
        QVERIFY(f.signIn() && f.open(f.general));
        const auto body = [&] { return models::Fixture::at(f.timeline(), 0, "excerpt").toString(); };
        QTRY_VERIFY(f.timelineList() && f.rowSaying(body()));
        QTRY_VERIFY(textIn(f.rowSaying(body())).contains(QLatin1String("item 20")));
        QVERIFY(!textIn(f.rowSaying(body())).contains(QLatin1String("item 21")));
        f.timelineList()->forceActiveFocus(Qt::TabFocusReason);
        f.driver->key(Qt::Key_Tab); // to the button
        f.driver->key(Qt::Key_Return);
        QTRY_VERIFY(textIn(f.rowSaying(body())).contains(QLatin1String("item 60")));
    }

    /// The view asks for no network at all, whatever the text; with a picture it would, which the first text shows.
    void nothingIsFetched() {
        CountingFactory factory;
        QTcpServer canary;
        QVERIFY(canary.listen(QHostAddress::LocalHost));
        const QString address = QStringLiteral("http://127.0.0.1:%1/x.png").arg(canary.serverPort());
        QQmlEngine engine;
        engine.addImportPath(QStringLiteral("qrc:/qt/qml"));
        engine.setNetworkAccessManagerFactory(&factory);
        QQuickWindow window;
        window.resize(600, 600);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QQmlComponent component(&engine);
        component.setData("import QtQuick\nimport Confab.Timeline\nItem { property alias body: view.body\n"
                          "property alias control: control.text\n"
                          "TextEdit { id: control; textFormat: TextEdit.RichText }\n"
                          "FormattedBody { id: view; width: 500; body: \"\" } }",
                          {});
        const std::unique_ptr<QObject> root(component.create());
        QVERIFY2(root, qPrintable(component.errorString()));
        qobject_cast<QQuickItem*>(root.get())->setParentItem(window.contentItem());
        const QStringList texts = test::hostileTexts(address);
        QVERIFY(texts.size() >= 300);
        for (const QString& text : texts) {
            root->setProperty("body", text);
            QCoreApplication::processEvents();
            QVERIFY2(factory.asked == 0, qPrintable(text));
        }
        QSignalSpy frames(&window, &QQuickWindow::frameSwapped);
        window.update();
        QTRY_VERIFY(frames.size() > 0);
        QVERIFY(!canary.hasPendingConnections() && factory.asked == 0);
        root->setProperty("control", QStringLiteral("<img src=\"%1\">").arg(address));
        QTRY_VERIFY(canary.hasPendingConnections());
        QVERIFY(factory.asked > 0);
    }
};

} // namespace confab

QTEST_MAIN(confab::FormattedBodyTest)
#include "tst_formattedbody.moc"
