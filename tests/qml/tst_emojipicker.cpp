// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/qml/shown.h"

#include <QElapsedTimer>

#include <ctime>

namespace confab {

using test::Shown;

/// Emoji in the composer: the picker, and the completion of ":", as a person with a keyboard works them.
class EmojiPickerTest : public QObject {
    Q_OBJECT
private:
    static QString e(const char16_t* emoji) { return QString::fromUtf16(emoji); }
    static bool openGeneral(Shown& f, int width = 1200) {
        f.show();
        f.window->resize(width, 780);
        return f.signIn() && f.open(f.general) &&
               QTest::qWaitFor([&f] { return focusedName(f) == QStringLiteral("Message General"); }, 20000);
    }
    static QString focusedName(const Shown& f) {
        return f.window->activeFocusItem()
                   ? QAccessible::queryAccessibleInterface(f.window->activeFocusItem())->text(QAccessible::Name)
                   : QString();
    }
    static bool tabTo(Shown& f, const QString& name) {
        for (int i = 0; i < 60 && focusedName(f) != name; ++i)
            f.driver->key(Qt::Key_Tab);
        return focusedName(f) == name;
    }
    static bool openPicker(Shown& f) {
        return f.driver->press(QStringLiteral("Emoji")) && focusedName(f) == QStringLiteral("Search emoji");
    }
    static bool isOpen(const Shown& f) {
        return f.driver->find(QAccessible::EditableText, QStringLiteral("Search emoji")) != nullptr;
    }
    static QQuickItem* offers(const Shown& f) { return f.driver->find(QAccessible::List, QStringLiteral("Emoji")); }
    static QString draft(Shown& f) { return f.workspace.room()->composer()->draft(); }
    static int pickersMade(const Shown& f) {
        const auto objects = f.window->findChildren<QObject*>();
        return int(std::count_if(objects.begin(), objects.end(), [](const QObject* object) {
            return QByteArray(object->metaObject()->className()).startsWith("EmojiPicker_");
        }));
    }
    static QRectF onScreen(const QQuickItem* item) {
        return item->mapRectToScene(QRectF(0, 0, item->width(), item->height()));
    }

private Q_SLOTS:
    void initTestCase() {
        QQuickWindow::setGraphicsApi(QSGRendererInterface::Software);
        desktop::prepareProgram();
    }

    void bySearchIntoTheText() {
        Shown f;
        QVERIFY(openGeneral(f));
        f.driver->type(QStringLiteral("ab"));
        f.driver->key(Qt::Key_Left);
        QVERIFY(tabTo(f, QStringLiteral("Emoji")));
        f.driver->key(Qt::Key_Return);
        QCOMPARE(focusedName(f), QStringLiteral("Search emoji"));
        f.driver->key(Qt::Key_Return); // nothing is meant yet
        QVERIFY(isOpen(f));
        f.driver->type(QStringLiteral("thumbs"));
        f.driver->key(Qt::Key_Return);
        QVERIFY(!isOpen(f));
        QCOMPARE(draft(f), e(u"a👍b"));
        f.driver->type(QStringLiteral("!")); // the text has the focus, behind the emoji
        QCOMPARE(draft(f), e(u"a👍!b"));
    }

    void arrowsWalkTheGrid() {
        Shown f;
        QVERIFY(openGeneral(f));
        QVERIFY(openPicker(f));
        f.driver->key(Qt::Key_Down);
        QCOMPARE(focusedName(f), QStringLiteral("grinning face"));
        f.driver->key(Qt::Key_Right);
        QCOMPARE(focusedName(f), QStringLiteral("grinning face with big eyes"));
        f.driver->key(Qt::Key_Return, Qt::ShiftModifier);
        QVERIFY(isOpen(f));
        for (int i = 0; i < 40; ++i)
            f.driver->key(Qt::Key_Down); // far behind what was on the screen
        const QString far = focusedName(f);
        QVERIFY(!far.isEmpty() && f.window->activeFocusItem()->isVisible());
        const QQuickItem* list = f.driver->find(QAccessible::List, QStringLiteral("All emoji"));
        QVERIFY(list && onScreen(list).contains(onScreen(f.window->activeFocusItem())));
        f.driver->key(Qt::Key_Left);
        QVERIFY(focusedName(f) != far);
        f.driver->key(Qt::Key_Right);
        QCOMPARE(focusedName(f), far);
        for (int i = 0; i < 41; ++i)
            f.driver->key(Qt::Key_Up);
        QCOMPARE(focusedName(f), QStringLiteral("Search emoji"));
        f.driver->key(Qt::Key_Down);
        f.driver->type(QStringLiteral("tada")); // goes on in the field
        QCOMPARE(focusedName(f), QStringLiteral("Search emoji"));
        f.driver->key(Qt::Key_Down);
        QCOMPARE(focusedName(f), QStringLiteral("party popper"));
        f.driver->key(Qt::Key_Return);
        QVERIFY(!isOpen(f));
        QCOMPARE(draft(f), e(u"😃🎉"));
        QVERIFY(openPicker(f)); // the recent ones are first now
        f.driver->key(Qt::Key_Down);
        QCOMPARE(focusedName(f), QStringLiteral("party popper"));
        f.driver->key(Qt::Key_Right);
        QCOMPARE(focusedName(f), QStringLiteral("grinning face with big eyes"));
    }

    void escapeGivesTheFocusBack() {
        Shown f;
        QVERIFY(openGeneral(f));
        QVERIFY(openPicker(f)); // as with a click, which leaves the focus in the text
        f.driver->type(QStringLiteral("fire"));
        f.driver->key(Qt::Key_Escape);
        QVERIFY(!isOpen(f));
        f.driver->type(QStringLiteral("x"));
        QCOMPARE(draft(f), QStringLiteral("x"));
        QVERIFY(tabTo(f, QStringLiteral("Emoji")));
        f.driver->key(Qt::Key_Return);
        f.driver->key(Qt::Key_Down);
        f.driver->key(Qt::Key_Escape);
        QVERIFY(!isOpen(f));
        QCOMPARE(focusedName(f), QStringLiteral("Emoji"));
        QVERIFY(openPicker(f)); // without the query of before
        QCOMPARE(f.window->activeFocusItem()->property("text").toString(), QString());
    }

    void skinTonesByKeyboard() {
        Shown f;
        QVERIFY(openGeneral(f));
        QVERIFY(openPicker(f));
        f.driver->type(QStringLiteral("thumbs up"));
        f.driver->key(Qt::Key_Down);
        for (const auto& [key, modifiers] : {std::pair{Qt::Key_Menu, Qt::NoModifier},
                                             {Qt::Key_F10, Qt::ShiftModifier},
                                             {Qt::Key_Right, Qt::ShiftModifier}}) {
            f.driver->key(key, modifiers);
            QCOMPARE(focusedName(f), QStringLiteral("No skin tone"));
            f.driver->key(Qt::Key_Escape);
            QVERIFY(isOpen(f));
            QCOMPARE(focusedName(f), QStringLiteral("thumbs up"));
        }
        f.driver->key(Qt::Key_Menu);
        f.driver->key(Qt::Key_Right);
        f.driver->key(Qt::Key_Right);
        QCOMPARE(focusedName(f), QStringLiteral("Medium-light skin tone"));
        f.driver->key(Qt::Key_Return);
        QVERIFY(!isOpen(f));
        QCOMPARE(draft(f), e(u"👍🏼"));
        QVERIFY(openPicker(f)); // remembered, for others too
        f.driver->type(QStringLiteral("waving hand"));
        f.driver->key(Qt::Key_Return);
        QCOMPARE(draft(f), e(u"👍🏼👋🏼"));
        QVERIFY(openPicker(f));
        f.driver->type(QStringLiteral("fire"));
        f.driver->key(Qt::Key_Down);
        f.driver->key(Qt::Key_Menu); // has none
        QCOMPARE(focusedName(f), QStringLiteral("fire"));
        QVERIFY(tabTo(f, QStringLiteral("Skin tone")));
        f.driver->key(Qt::Key_Return);
        QCOMPARE(focusedName(f), QStringLiteral("Medium-light skin tone"));
        f.driver->key(Qt::Key_Left);
        f.driver->key(Qt::Key_Left);
        f.driver->key(Qt::Key_Return);
        QVERIFY(isOpen(f));
        QCOMPARE(f.workspace.room()->emoji()->skinToneNumber(), 0);
    }

    void byMouse() {
        Shown f;
        QVERIFY(openGeneral(f));
        QVERIFY(openPicker(f));
        const auto click = [&](const QString& name, Qt::MouseButton button, Qt::KeyboardModifiers modifiers) {
            const QQuickItem* cell = f.driver->find(QAccessible::Button, name);
            QVERIFY2(cell, qPrintable(name));
            QTest::mouseClick(f.window, button, modifiers, onScreen(cell).center().toPoint());
        };
        click(QStringLiteral("grinning face with big eyes"), Qt::LeftButton, Qt::ShiftModifier);
        QCOMPARE(draft(f), e(u"😃"));
        QVERIFY(isOpen(f));
        f.driver->type(QStringLiteral("waving"));
        click(QStringLiteral("waving hand"), Qt::RightButton, Qt::NoModifier);
        click(QStringLiteral("Dark skin tone"), Qt::LeftButton, Qt::NoModifier);
        QCOMPARE(draft(f), e(u"😃👋🏿"));
        QVERIFY(!isOpen(f));
        QVERIFY(openPicker(f));
        click(QStringLiteral("grinning face"), Qt::LeftButton, Qt::NoModifier);
        QCOMPARE(draft(f), e(u"😃👋🏿😀"));
        QCOMPARE(focusedName(f), QStringLiteral("Message General"));
        QVERIFY(openPicker(f));
        QTest::mouseClick(f.window, Qt::LeftButton, Qt::NoModifier, QPoint(400, 300)); // beside it
        QVERIFY(!isOpen(f));
    }

    void groupsByKeyboard() {
        Shown f;
        QVERIFY(openGeneral(f));
        QVERIFY(openPicker(f));
        f.driver->key(Qt::Key_Tab);
        QCOMPARE(focusedName(f), QStringLiteral("Smileys and feelings")); // there are no recent ones
        f.driver->key(Qt::Key_Right);
        QCOMPARE(focusedName(f), QStringLiteral("People and body"));
        f.driver->key(Qt::Key_Tab);
        QCOMPARE(focusedName(f), QStringLiteral("waving hand"));
        QVERIFY(f.driver->press(QStringLiteral("Flags")));
        QTRY_VERIFY(f.driver->find(QAccessible::Button, QStringLiteral("chequered flag")));
    }

    void everythingThatTakesFocusHasANameAndARole() {
        Shown f;
        QVERIFY(openGeneral(f));
        QVERIFY(openPicker(f));
        QSet<QString> names;
        for (int i = 0; i < 8; ++i) {
            f.driver->key(Qt::Key_Tab);
            QVERIFY(f.window->activeFocusItem());
            const auto* accessible = QAccessible::queryAccessibleInterface(f.window->activeFocusItem());
            QVERIFY(QSet<int>({QAccessible::Button, QAccessible::EditableText, QAccessible::PageTab})
                        .contains(accessible->role()));
            names << focusedName(f);
        }
        QCOMPARE(names, QSet<QString>({QStringLiteral("Search emoji"), QStringLiteral("Smileys and feelings"),
                                       QStringLiteral("grinning face"), QStringLiteral("Skin tone")}));
        QVERIFY(isOpen(f)); // Tab stays inside
    }

    void fitsIntoAnyWindow_data() {
        QTest::addColumn<int>("width");
        QTest::addColumn<double>("scale");
        QTest::newRow("wide") << 1200 << 1.0;
        QTest::newRow("narrow") << 420 << 1.0;
        QTest::newRow("narrow, large text") << 420 << 2.0;
    }
    void fitsIntoAnyWindow() {
        QFETCH(int, width);
        QFETCH(double, scale);
        Shown f;
        QVERIFY(openGeneral(f, width));
        f.workspace.appearance()->setTextScale(scale);
        QVERIFY(openPicker(f));
        const QRectF window(0, 0, f.window->width(), f.window->height());
        for (const auto& [role, name] : {std::pair{QAccessible::EditableText, QStringLiteral("Search emoji")},
                                         {QAccessible::List, QStringLiteral("All emoji")},
                                         {QAccessible::Button, QStringLiteral("Skin tone")},
                                         {QAccessible::Button, QStringLiteral("Flags")}}) {
            const QQuickItem* item = f.driver->find(role, name);
            QVERIFY2(item, qPrintable(name));
            QVERIFY2(window.contains(onScreen(item)), qPrintable(name));
        }
        QVERIFY(f.driver->find(QAccessible::List, QStringLiteral("All emoji"))->height() > 100);
    }

    /// The picker is made when it is wanted, and that is not felt. Processor time, which other programs do not add to.
    void costsNothingUntilItOpens() {
        Shown f;
        QVERIFY(openGeneral(f));
        QCOMPARE(pickersMade(f), 0);
        QElapsedTimer timer;
        timer.start();
        const std::clock_t before = std::clock();
        QVERIFY(openPicker(f));
        const double made = double(std::clock() - before) / CLOCKS_PER_SEC;
        f.window->grabWindow();
        const double shown = double(std::clock() - before) / CLOCKS_PER_SEC;
        qInfo("made in %.0f ms, on the screen after %.0f ms of processor time, %lld ms in all", made * 1000,
              shown * 1000, static_cast<long long>(timer.elapsed()));
        QCOMPARE(pickersMade(f), 1);
#if !defined(__SANITIZE_ADDRESS__)
        QVERIFY(made < 0.1);
#endif
        f.driver->key(Qt::Key_Escape);
        QVERIFY(openPicker(f));
        QCOMPARE(pickersMade(f), 1);
    }

    void aWordBehindAColon() {
        Shown f;
        QVERIFY(openGeneral(f));
        f.driver->type(QStringLiteral("Well :thu"));
        QTRY_VERIFY(offers(f));
        QCOMPARE(focusedName(f), QStringLiteral("Message General"));
        const QQuickItem* input = f.window->activeFocusItem();
        QVERIFY(onScreen(offers(f)).bottom() <= onScreen(input).top());
        QVERIFY(QRectF(0, 0, f.window->width(), f.window->height()).contains(onScreen(offers(f))));
        f.driver->key(Qt::Key_Return); // takes it, sends nothing
        QCOMPARE(draft(f), e(u"Well 👍"));
        QVERIFY(!offers(f));
        f.driver->type(QStringLiteral(" :thumbs"));
        f.driver->key(Qt::Key_Down);
        f.driver->key(Qt::Key_Tab);
        QCOMPARE(draft(f), e(u"Well 👍 👎"));
        QCOMPARE(focusedName(f), QStringLiteral("Message General"));
        f.driver->key(Qt::Key_Return);
        QTRY_COMPARE(f.timeline().rowCount(), 1);
        f.driver->type(QStringLiteral(":thu"));
        QTRY_VERIFY(offers(f));
        f.driver->key(Qt::Key_Escape);
        QVERIFY(!offers(f));
        f.driver->type(QStringLiteral("m"));
        QVERIFY(!offers(f));
        f.driver->key(Qt::Key_Return);
        QTRY_COMPARE(f.timeline().rowCount(), 2);
    }

    void aNameBehindAnAt() {
        Shown f;
        QVERIFY(openGeneral(f, 900)); // without the pane of members
        QTRY_COMPARE(f.workspace.room()->people()->rowCount(), 4);
        f.driver->type(QStringLiteral("Thanks @"));
        QTRY_VERIFY(f.driver->find(QAccessible::ListItem, QStringLiteral("Dara")));
        QVERIFY(!f.driver->find(QAccessible::ListItem, QStringLiteral("Ana"))); // oneself
        f.driver->type(QStringLiteral("da"));
        QVERIFY(!f.driver->find(QAccessible::ListItem, QStringLiteral("Ben")));
        f.driver->key(Qt::Key_Return);
        QCOMPARE(draft(f), QStringLiteral("Thanks @Dara "));
        f.driver->type(QStringLiteral("for this"));
        QVERIFY(!f.driver->find(QAccessible::ListItem, QStringLiteral("Dara")));
        f.driver->key(Qt::Key_Return);
        QTRY_COMPARE(f.timeline().rowCount(), 1);
    }

    void smileysAndTimesAreText() {
        Shown f;
        QVERIFY(openGeneral(f));
        int sent = 0;
        for (const char* text : {":)", ":D", ":-)", "at 10:30", "10:30", "http://fire", "a:fire"}) {
            for (const char* letter = text; *letter; ++letter) {
                f.driver->type(QString(QChar::fromLatin1(*letter)));
                QVERIFY2(!offers(f), text);
            }
            f.driver->key(Qt::Key_Return);
            ++sent;
            QTRY_COMPARE(f.timeline().rowCount(), sent);
        }
    }

    void aDraftThatComesBackOffersNothing() {
        Shown f;
        QVERIFY(openGeneral(f));
        f.driver->type(QStringLiteral(":thu"));
        QTRY_VERIFY(offers(f));
        QVERIFY(f.open(f.garden));
        QVERIFY(!offers(f));
        QVERIFY(f.open(f.general));
        QTRY_COMPARE(draft(f), QStringLiteral(":thu"));
        QVERIFY(!offers(f));
    }

    void anOfferIsPressed() {
        Shown f;
        QVERIFY(openGeneral(f, 420));
        f.driver->type(QStringLiteral(":thumbs"));
        QTRY_VERIFY(offers(f));
        QVERIFY(QRectF(0, 0, f.window->width(), f.window->height()).contains(onScreen(offers(f))));
        QQuickItem* second = nullptr;
        QTRY_VERIFY(second = f.driver->find(QAccessible::ListItem, QStringLiteral("thumbs down")));
        QTest::mouseClick(f.window, Qt::LeftButton, Qt::NoModifier, onScreen(second).center().toPoint());
        QTRY_COMPARE(draft(f), e(u"👎"));
        QCOMPARE(focusedName(f), QStringLiteral("Message General"));
    }
};

} // namespace confab

QTEST_MAIN(confab::EmojiPickerTest)
#include "tst_emojipicker.moc"
