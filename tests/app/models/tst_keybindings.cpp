// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/keybindings.h"

#include <QAbstractItemModelTester>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace confab::models {

/// The keys of the commands: at first, as a user changes them, and in the next run.
class KeyBindingsTest : public QObject {
    Q_OBJECT
private:
    struct Desk {
        QTemporaryDir folder;
        QSettings settings{folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat};
        std::unique_ptr<KeyBindings> keys = std::make_unique<KeyBindings>(settings);

        void restart() {
            settings.sync();
            keys = std::make_unique<KeyBindings>(settings);
        }
        QVariant of(const char* command, const char* role) const {
            const auto roles = keys->roleNames();
            for (int row = 0; row < keys->rowCount(); ++row) {
                if (keys->index(row).data(roles.key("command")).toString() == QLatin1String(command))
                    return keys->index(row).data(roles.key(role));
            }
            return {};
        }
        QString keysOf(const char* command) const { return of(command, "sequences").toStringList().join(u' '); }
        QString at(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) const {
            return keys->commandOf(key, int(modifiers));
        }
    };
    static constexpr auto control = Qt::ControlModifier;

private Q_SLOTS:
    void everyKeyCanBeReadAndHasOneCommand() {
        Desk desk;
        QAbstractItemModelTester tester(desk.keys.get(), QAbstractItemModelTester::FailureReportingMode::Fatal);
        QSet<QString> names, keys;
        for (const CommandRow& command : commandTable()) {
            QVERIFY2(!names.contains(QLatin1String(command.id)), command.id);
            names.insert(QLatin1String(command.id));
            // As written in the table: none was left out because it can't be read or is another's, too.
            const QStringList own = desk.of(command.id, "sequences").toStringList();
            QCOMPARE(own.join(QLatin1String("; ")), QLatin1String(command.keys));
            for (const QString& key : own) {
                QVERIFY2(!keys.contains(key), qPrintable(key));
                keys.insert(key);
            }
            QVERIFY(!desk.of(command.id, "changed").toBool());
        }
        QCOMPARE(desk.at(Qt::Key_K, control), QStringLiteral("switcher"));
        QCOMPARE(desk.at(Qt::Key_Return), QStringLiteral("send"));
        QCOMPARE(desk.at(Qt::Key_Enter, Qt::KeypadModifier), QStringLiteral("send"));
        QCOMPARE(desk.at(Qt::Key_Return, Qt::ShiftModifier), QStringLiteral("newLine"));
        QCOMPARE(desk.at(Qt::Key_A), QString());
        QCOMPARE(desk.at(Qt::Key_Control, control), QString());
        QCOMPARE(desk.at(Qt::Key_unknown), QString());
    }

    void aChosenKeyIsKept() {
        Desk desk;
        QSignalSpy changed(desk.keys.get(), &QAbstractItemModel::dataChanged);
        QCOMPARE(desk.keys->assign(QStringLiteral("switcher"), Qt::Key_J, int(control)), QString());
        QCOMPARE(changed.size(), 1);
        QCOMPARE(desk.at(Qt::Key_J, control), QStringLiteral("switcher"));
        QCOMPARE(desk.at(Qt::Key_K, control), QString());
        desk.keys->clear(QStringLiteral("bold"));
        desk.restart();
        QCOMPARE(desk.keysOf("switcher"), QStringLiteral("Ctrl+J"));
        QVERIFY(desk.of("switcher", "changed").toBool());
        QCOMPARE(desk.keysOf("bold"), QString());
        desk.keys->reset(QStringLiteral("switcher"));
        desk.keys->reset(QStringLiteral("bold"));
        QCOMPARE(desk.keysOf("switcher"), QStringLiteral("Ctrl+K"));
        QCOMPARE(desk.keysOf("bold"), QStringLiteral("Ctrl+B"));
        QVERIFY(desk.settings.allKeys().isEmpty());
    }

    void keysThatCantBe_data() {
        QTest::addColumn<QString>("command");
        QTest::addColumn<int>("key");
        QTest::addColumn<int>("modifiers");
        QTest::addColumn<QString>("reason");
        const auto row = [](const char* name, const char* command, int key, int modifiers, const char* reason) {
            QTest::newRow(name) << QString::fromLatin1(command) << key << modifiers << QString::fromLatin1(reason);
        };
        row("anothers", "switcher", Qt::Key_N, int(control), "New room");
        row("a letter", "switcher", Qt::Key_X, 0, "typing");
        row("a capital", "bold", Qt::Key_X, int(Qt::ShiftModifier), "typing");
        row("an arrow anywhere", "switcher", Qt::Key_Left, 0, "typing");
        row("escape", "bold", Qt::Key_Escape, 0, "always");
        row("tab", "bold", Qt::Key_Tab, 0, "always");
    }
    void keysThatCantBe() {
        QFETCH(QString, command);
        QFETCH(int, key);
        QFETCH(int, modifiers);
        QFETCH(QString, reason);
        Desk desk;
        const QString before = desk.keysOf(qPrintable(command));
        QVERIFY(desk.keys->assign(command, key, modifiers).contains(reason));
        QCOMPARE(desk.keysOf(qPrintable(command)), before);
    }

    void keysThatCanBe() {
        Desk desk;
        QCOMPARE(desk.keys->assign(QStringLiteral("send"), Qt::Key_Return, int(control)), QString());
        QCOMPARE(desk.at(Qt::Key_Return), QString()); // breaks the line now
        QCOMPARE(desk.keys->assign(QStringLiteral("settings"), Qt::Key_F9, 0), QString());
        QCOMPARE(desk.keys->assign(QStringLiteral("settings"), Qt::Key_Semicolon, int(control)), QString());
        desk.restart();
        QCOMPARE(desk.at(Qt::Key_Semicolon, control), QStringLiteral("settings"));
        QCOMPARE(desk.at(Qt::Key_Return, control), QStringLiteral("send"));
        QCOMPARE(desk.keys->assign(QStringLiteral("nothing"), Qt::Key_F9, 0), QString());
        desk.keys->resetAll();
        QCOMPARE(desk.at(Qt::Key_Return), QStringLiteral("send"));
        QVERIFY(desk.settings.allKeys().isEmpty());
    }

    /// What was chosen comes before what nobody did; what can't be read is left out.
    void settingsOfOthers() {
        Desk desk;
        desk.settings.setValue(QStringLiteral("keys/signOut"), QStringLiteral("Ctrl+K; Rubbish+Q; Ctrl+Y"));
        desk.settings.setValue(QStringLiteral("keys/room9"), QStringLiteral("Ctrl+Y; Ctrl+9"));
        desk.restart();
        QCOMPARE(desk.keysOf("signOut"), QStringLiteral("Ctrl+K Ctrl+Y"));
        QCOMPARE(desk.keysOf("switcher"), QString());
        QCOMPARE(desk.keysOf("room9"), QStringLiteral("Ctrl+9"));
    }
};

} // namespace confab::models

QTEST_MAIN(confab::models::KeyBindingsTest)
#include "tst_keybindings.moc"
