// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/formatting.h"
#include "tests/qml/shown.h"

#include <QFile>
#include <QHash>
#include <QSet>
#include <QSignalSpy>
#include <QXmlStreamReader>

namespace confab {

namespace {

const QString german = QStringLiteral("de");

/// Remembers each text of the app that is asked for and that a language has no translation of.
class Missing : public QTranslator {
public:
    explicit Missing(const QString& language) {
        if (!m_words.load(QLocale(language), QStringLiteral("confab"), QStringLiteral("_"),
                          QStringLiteral(":/confab/translations")))
            qFatal("no translation");
        QCoreApplication::installTranslator(this);
    }
    bool isEmpty() const override { return false; }
    QString translate(const char* context, const char* text, const char* comment, int n) const override {
        const bool isQts = context[0] == 'Q'; // of which not all is translated
        if (!isQts && m_words.translate(context, text, comment, n).isEmpty())
            found.insert(QStringLiteral("%1: %2").arg(QString::fromUtf8(context), QString::fromUtf8(text)));
        return {}; // the next translator's
    }

    mutable QSet<QString> found;

private:
    QTranslator m_words;
};

/// The texts of the German translation, by the English ones; those that are the same in both are left out.
QHash<QString, QString> germanTexts() {
    QHash<QString, QString> texts;
    QFile file(QStringLiteral(CONFAB_TRANSLATIONS "/confab_de.ts"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no %ls", qUtf16Printable(file.fileName()));
    QXmlStreamReader xml(&file);
    QString source;
    while (!xml.atEnd()) {
        xml.readNext();
        if (xml.isStartElement() && xml.name() == u"source") {
            source = xml.readElementText();
        } else if (xml.isStartElement() && xml.name() == u"translation") {
            const QString words = xml.readElementText(QXmlStreamReader::IncludeChildElements);
            if (words != source)
                texts.insert(source, words);
        }
    }
    texts.remove(QStringLiteral("Direct")); // is German, too
    texts.remove(QStringLiteral("Name"));
    return texts;
}

} // namespace

/// The language of the window: chosen while it is open, and of all that it says.
class LanguageTest : public QObject {
    Q_OBJECT
private:
    struct Window : test::Shown {
        void start() {
            stage.happen(general, chi, MemberJoined{chi, QStringLiteral("Chi")}, UtcTime::now());
            for (int i = 1; i < 4; ++i)
                stage.say(general, ben, QStringLiteral("Nachricht %1").arg(i), UtcTime::now());
            stage.say(garden, chi, QStringLiteral("Die Tulpen sind da."), UtcTime{1'700'000'000'000});
            show();
            QVERIFY(signIn() && open(general));
            QTRY_VERIFY(rowSaying(QStringLiteral("Nachricht 3")));
        }
        /// Of a ChoiceBar: Qt 6.4 gives every button of Quick Controls the role of a button.
        QQuickItem* choice(const QString& name) const { return driver->findPressable(name); }
        QQuickItem* heading(const QString& name) const { return driver->find(QAccessible::Heading, name); }
        /// What is on the screen in English only.
        QStringList english() const {
            static const QHash<QString, QString> german = germanTexts();
            static const QSet<QString> english(german.keyBegin(), german.keyEnd());
            QStringList found;
            for (QQuickItem* item : texts()) {
                if (const QString text = item->property("text").toString(); english.contains(text))
                    found.append(text);
            }
            named(window->contentItem(), english, found);
            return found;
        }
        /// Words of the app's own that their place is too small for.
        QStringList cut() const {
            static const QHash<QString, QString> german = germanTexts();
            static const QSet<QString> words(german.begin(), german.end());
            QStringList found;
            for (QQuickItem* item : texts()) {
                const QString text = item->property("text").toString();
                if (item->property("truncated").toBool() && words.contains(text))
                    found.append(text);
            }
            return found;
        }

    private:
        static void named(QQuickItem* item, const QSet<QString>& texts, QStringList& found) {
            if (!item->isVisible())
                return;
            if (QAccessibleInterface* interface = QAccessible::queryAccessibleInterface(item)) {
                for (const auto text : {QAccessible::Name, QAccessible::Description}) {
                    if (texts.contains(interface->text(text)))
                        found.append(interface->text(text));
                }
            }
            for (QQuickItem* child : item->childItems())
                named(child, texts, found);
        }
    };

private Q_SLOTS:
    void initTestCase() {
        QQuickWindow::setGraphicsApi(QSGRendererInterface::Software);
        desktop::prepareProgram();
    }

    void theOpenWindowChangesAtOnce() {
        Window f;
        f.start();
        QTRY_VERIFY(f.says(QStringLiteral("Chi joined")) || f.says(QStringLiteral("joined")));
        f.driver->key(Qt::Key_Comma, Qt::ControlModifier);
        QTRY_VERIFY(f.heading(QStringLiteral("Settings")));
        QVERIFY(f.driver->press(QStringLiteral("Deutsch")));
        QVERIFY(f.heading(QStringLiteral("Einstellungen")));
        QVERIFY(f.choice(QStringLiteral("Kompakt")));
        QCOMPARE(f.english(), QStringList());
        QCOMPARE(f.cut(), QStringList());
        f.driver->key(Qt::Key_Escape);
        QTRY_VERIFY(!f.heading(QStringLiteral("Einstellungen")));
        // Also what models say: a notice, a day, how many people there are, the last message of a room.
        QVERIFY(f.says(QStringLiteral("beigetreten")));
        QVERIFY(f.says(QStringLiteral("Heute")));
        QVERIFY(f.driver->find(QAccessible::EditableText, QStringLiteral("Nachricht an General")));
        QCOMPARE(f.english(), QStringList());
        QCOMPARE(f.cut(), QStringList());
        f.workspace.appearance()->language()->setChoice(QStringLiteral("en"));
        QVERIFY(f.says(QStringLiteral("Today")) && !f.says(QStringLiteral("Heute")));
        QVERIFY(f.driver->find(QAccessible::EditableText, QStringLiteral("Message General")));
    }

    /// While the program runs, with the English ones behind them.
    void emojiHaveGermanNames() {
        Window f;
        f.start();
        const auto offered = [&f](const QString& name) {
            return f.driver->find(QAccessible::ListItem, name) != nullptr;
        };
        f.driver->type(QStringLiteral(":thumb"));
        QTRY_VERIFY(offered(QStringLiteral("thumbs up")));
        for (int i = 0; i < 6; ++i)
            f.driver->key(Qt::Key_Backspace);
        f.workspace.appearance()->language()->setChoice(german);
        f.driver->type(QStringLiteral(":daum"));
        QTRY_VERIFY(offered(QStringLiteral("Daumen hoch")));
        for (int i = 0; i < 5; ++i)
            f.driver->key(Qt::Key_Backspace);
        f.driver->type(QStringLiteral(":thumb"));
        QTRY_VERIFY(offered(QStringLiteral("Daumen hoch")));
    }

    void theFocusStaysAtTheChoice() {
        Window f;
        f.start();
        f.driver->key(Qt::Key_Comma, Qt::ControlModifier);
        QTRY_VERIFY(f.heading(QStringLiteral("Settings")));
        QQuickItem* english = f.choice(QStringLiteral("English"));
        QVERIFY(english);
        f.workspace.appearance()->language()->setChoice(QStringLiteral("en"));
        english->forceActiveFocus(Qt::TabFocusReason);
        f.driver->key(Qt::Key_Left); // "Deutsch" comes before "English"
        QCOMPARE(f.workspace.appearance()->language()->choice(), german);
        QCOMPARE(f.window->activeFocusItem()->property("text").toString(), QStringLiteral("Deutsch"));
    }

    void whatIsSaidHasAllBeenTranslated() {
        Window f;
        f.start();
        f.workspace.appearance()->language()->setChoice(german);
        const Missing missing(german);
        QTRY_VERIFY(f.says(QStringLiteral("Strg+K"))); // in the filter
        // Each has its dialog, pane or menu.
        f.driver->key(Qt::Key_Comma, Qt::ControlModifier);
        QTRY_VERIFY(f.heading(QStringLiteral("Einstellungen")));
        f.driver->key(Qt::Key_Escape);
        f.driver->key(Qt::Key_Slash, Qt::ControlModifier);
        QTRY_VERIFY(f.heading(QStringLiteral("Tastenkürzel")));
        QVERIFY(f.says(QStringLiteral("Strg+K")));
        QVERIFY(f.says(QStringLiteral("Voriger Raum")));
        QCOMPARE(f.english(), QStringList());
        QCOMPARE(f.cut(), QStringList());
        f.driver->key(Qt::Key_Escape);
        f.driver->key(Qt::Key_K, Qt::ControlModifier);
        QTRY_VERIFY(f.driver->find(QAccessible::EditableText, QStringLiteral("Zu einem Raum oder einer Person gehen")));
        f.driver->key(Qt::Key_Escape);
        f.driver->key(Qt::Key_N, Qt::ControlModifier);
        QTRY_VERIFY(f.heading(QStringLiteral("Neuer Raum")));
        QCOMPARE(f.english(), QStringList());
        QCOMPARE(f.cut(), QStringList());
        f.driver->key(Qt::Key_Escape);
        f.driver->key(Qt::Key_F, Qt::ControlModifier);
        QTRY_VERIFY(f.driver->find(QAccessible::EditableText, QStringLiteral("Nachrichten suchen")));
        QCOMPARE(f.english(), QStringList());
        QCOMPARE(f.cut(), QStringList());
        QCOMPARE(QStringList(missing.found.begin(), missing.found.end()), QStringList());
    }

    void theChoiceIsKept() {
        test::Shown f;
        f.workspace.appearance()->language()->setChoice(german);
        {
            models::Workspace later(f.client, f.store, f.settings);
            QCOMPARE(later.appearance()->language()->choice(), german);
        }
        f.workspace.appearance()->language()->setChoice(QStringLiteral("xx")); // of a later version
        QCOMPARE(f.workspace.appearance()->language()->choice(), QString());
    }

    void numbersDatesAndPluralsFollow() {
        test::Shown f;
        f.workspace.appearance()->language()->setChoice(german);
        const QDate today(2026, 3, 5);
        QCOMPARE(models::dayTitle(today.addDays(-1), today), QStringLiteral("Gestern"));
        QCOMPARE(models::dayTitle(QDate(2026, 1, 2), today), QStringLiteral("Freitag, 2. Januar"));
        QCOMPARE(models::clockTime(UtcTime{QDateTime(today, QTime(14, 5)).toMSecsSinceEpoch()}),
                 QStringLiteral("14:05"));
        QCOMPARE(QLocale().toString(1234567), QStringLiteral("1.234.567"));
        Error error = Error::retryLater(ErrorKind::RateLimited, 1000);
        QCOMPARE(models::sentence(error),
                 QStringLiteral("Zu schnell, bitte einen Moment warten. In 1 Sekunde noch einmal versuchen."));
        error.retryAfterMs = 7000;
        QVERIFY(models::sentence(error).contains(QStringLiteral("In 7 Sekunden")));
        // Sentences with values, of this version and of a later one.
        QCOMPARE(models::sentence(
                     Error(ErrorKind::Unavailable, QStringLiteral("Drafts can't be saved in /a (b): no space"))),
                 QStringLiteral("Entwürfe lassen sich nicht in /a (b) speichern: no space"));
        QCOMPARE(models::sentence(Error(ErrorKind::Unavailable, QStringLiteral("The moon is full"))),
                 QStringLiteral("The moon is full"));
    }

    void theSystemsLanguageIsTheFirst() {
        const QLocale before;
        QLocale::setDefault(QLocale(QLocale::German, QLocale::Austria));
        {
            test::Shown f;
            QCOMPARE(models::dayTitle(QDate(2026, 3, 5), QDate(2026, 3, 5)), QStringLiteral("Heute"));
            f.workspace.appearance()->language()->setChoice(QStringLiteral("en"));
            QCOMPARE(models::dayTitle(QDate(2026, 3, 5), QDate(2026, 3, 5)), QStringLiteral("Today"));
            QVERIFY2(QLocale().timeFormat(QLocale::ShortFormat).startsWith(u'H'), "the clock of the region");
        }
        QCOMPARE(QLocale().language(), QLocale::German); // as it was
        QLocale::setDefault(before);
    }

    void aSystemThatReadsFromTheRightIsMirrored() {
        const QLocale before;
        QLocale::setDefault(QLocale(QLocale::Arabic));
        {
            Window f;
            f.start();
            QCOMPARE(QGuiApplication::layoutDirection(), Qt::RightToLeft);
            QQuickItem* list = f.driver->find(QAccessible::List, QStringLiteral("Rooms"));
            QVERIFY(list && list->mapToScene({0, 0}).x() > f.window->width() / 2);
            // The caret of an empty field stands where the hint does, then where the text begins.
            for (const char* name : {"Filter rooms", "Message General"}) {
                QQuickItem* field = f.driver->find(QAccessible::EditableText, QString::fromLatin1(name));
                QVERIFY2(field, name);
                const auto isRight = [field] {
                    return field->property("cursorRectangle").toRectF().x() > field->width() / 2;
                };
                field->forceActiveFocus(Qt::OtherFocusReason);
                QVERIFY2(isRight(), name);
                f.driver->type(QStringLiteral("abc"));
                QVERIFY2(!isRight(), name);
                for (int i = 0; i < 3; ++i)
                    f.driver->key(Qt::Key_Backspace);
                QVERIFY2(isRight(), name);
                f.driver->type(QString::fromUtf16(u"12 \u05d0"));
                QVERIFY2(isRight(), name);
                f.driver->key(Qt::Key_A, Qt::ControlModifier);
                f.driver->key(Qt::Key_Delete);
            }
            f.workspace.appearance()->language()->setChoice(german);
            QTRY_VERIFY(f.driver->find(QAccessible::List, QStringLiteral("Räume"))->mapToScene({0, 0}).x() <
                        f.window->width() / 2);
        }
        QCOMPARE(QGuiApplication::layoutDirection(), Qt::LeftToRight);
        QLocale::setDefault(before);
    }
};

} // namespace confab

QTEST_MAIN(confab::LanguageTest)
#include "tst_language.moc"
