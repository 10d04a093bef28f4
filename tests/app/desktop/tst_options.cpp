// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/desktop/options.h"

#include "common/protocol/limits.h"

#include <QTemporaryFile>
#include <QTest>

namespace confab::desktop {

class OptionsTest : public QObject {
    Q_OBJECT
private:
    static tl::expected<Options, int> parse(std::vector<std::string> arguments) {
        arguments.insert(arguments.begin(), "confab");
        std::vector<char*> pointers;
        for (std::string& argument : arguments)
            pointers.push_back(argument.data());
        return parseOptions(int(pointers.size()), pointers.data());
    }
    static tl::expected<Options, int> parseWithPassword(const QByteArray& bytes) {
        QTemporaryFile file;
        if (!file.open() || file.write(bytes) != bytes.size() || !file.flush() || !file.seek(0))
            qFatal("no temporary file");
        return parse({"--user", "ana@example.org", "--password-fd", std::to_string(file.handle())});
    }

private Q_SLOTS:
    void readsWhatIsSaid() {
        const auto options =
            parse({"--server", "ws://127.0.0.1:7450", "--user", "ana@example.org", "--profile", "demo-ana"});
        QVERIFY(options.has_value());
        QCOMPARE(options->server, QStringLiteral("ws://127.0.0.1:7450"));
        QCOMPARE(options->user, QStringLiteral("ana@example.org"));
        QCOMPARE(options->profile, QStringLiteral("demo-ana"));
        QCOMPARE(options->link, QString());
        QVERIFY(!options->password);
        QVERIFY(!options->minimized);
        QVERIFY(parse({"--minimized"})->minimized);
    }
    void readsALink() {
        const auto options = parse({"--profile", "demo-ana", "confab://chat.example.org/room/7/413"});
        QVERIFY(options.has_value());
        QCOMPARE(options->link, QStringLiteral("confab://chat.example.org/room/7/413"));
        QCOMPARE(parse({"not a link"})->link, QStringLiteral("not a link")); // the window says what is wrong
        QCOMPARE(parse({std::string(1001, 'x')}).error(), 2);
        QCOMPARE(parse({"confab://a/room/1", "confab://a/room/2"}).error(), 2);
    }
    void refusesWhatIsWrong() {
        QVERIFY(!parse({"--profile", "../elsewhere"}).has_value());
        QVERIFY(!parse({"--profile", ""}).has_value());
        QCOMPARE(parse({"--no-such-thing"}).error(), 2);
        QVERIFY(!parse({"--password", "in the arguments"}).has_value());
        QCOMPARE(parse({"--help"}).error(), 0);
    }
    void readsThePassword() {
        const auto options = parseWithPassword("secret\nmore\n");
        QVERIFY(options.has_value());
        QCOMPARE(options->password->value, QStringLiteral("secret"));
    }
    void aPasswordThatCannotBeReadIsWrongUsage() {
        QCOMPARE(parseWithPassword(QByteArray(limits::passwordBytes + 1, 'x')).error(), 2);
        QCOMPARE(parseWithPassword("").error(), 2);
        QCOMPARE(parse({"--password-fd", "9999"}).error(), 2);
    }
};

} // namespace confab::desktop

QTEST_GUILESS_MAIN(confab::desktop::OptionsTest)
#include "tst_options.moc"
