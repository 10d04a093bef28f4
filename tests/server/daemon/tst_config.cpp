// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/daemon/commandline.h"
#include "server/daemon/config.h"
#include "server/daemon/settingdefaults.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace confab;

namespace {

const SettingValues data{{QStringLiteral("data"), {QStringLiteral("/somewhere")}}};

SettingValues with(const char* name, const QStringList& values) {
    SettingValues settings = data;
    settings.insert(QString::fromLatin1(name), values);
    return settings;
}

/// A command line, as the system passes it.
Command parse(const QStringList& arguments) {
    std::vector<QByteArray> texts{"confabd"};
    for (const QString& argument : arguments)
        texts.push_back(argument.toUtf8());
    std::vector<char*> pointers;
    for (QByteArray& text : texts)
        pointers.push_back(text.data());
    return parseCommandLine(int(pointers.size()), pointers.data());
}

} // namespace

/// The sources of settings, and refusals of invalid ones with the reason.
class TestConfig : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    Result<SettingValues> read(const QByteArray& text) {
        QFile file(m_folder.filePath(QStringLiteral("confab.toml")));
        if (!file.open(QIODevice::WriteOnly))
            qFatal("no file");
        file.write(text);
        file.close();
        return readConfigFile(file.fileName());
    }

private Q_SLOTS:
    void defaultsServeOneMachine() {
        const Result<Config> config = makeConfig(data, {}, {});
        QVERIFY(config);
        QCOMPARE(config->listen, QStringList{QStringLiteral("127.0.0.1:7450")});
        QCOMPARE(config->data, QStringLiteral("/somewhere"));
        QCOMPARE(config->registration, Registration::Open);
    }

    void whatIsSetAdministratorsCantChange() {
        QVERIFY(makeConfig(data, {}, {})->fixedSettings.isEmpty());
        const QStringList both{QStringLiteral("registration"), QStringLiteral("retentionDays")};
        QCOMPARE(
            makeConfig(data, with("registration", {QStringLiteral("open")}), with("keep-days", {QStringLiteral("0")}))
                ->fixedSettings,
            both);
        QCOMPARE(makeConfig(data, with("server-name", {QStringLiteral("x")}), {})->fixedSettings,
                 QStringList{QStringLiteral("name")});
    }

    void bytesHaveUnits() {
        const auto fileBytes = [](const char* text) -> qint64 {
            const Result<Config> config = makeConfig(data, with("file-bytes", {QLatin1String(text)}), {});
            return config ? config->files.fileBytes : -1;
        };
        QCOMPARE(makeConfig(data, {}, {})->files.fileBytes, 100 << 20);
        QCOMPARE(fileBytes("5000000"), 5'000'000);
        QCOMPARE(fileBytes("64K"), 64 << 10);
        QCOMPARE(fileBytes("3G"), qint64(3) << 30);
        for (const char* wrong : {"0", "-1", "1.5M", "10 M", "10T", "", "9999999999999999", "999999999999999G"})
            QVERIFY2(fileBytes(wrong) == -1, wrong);
        const Result<Config> unlimited = makeConfig(data, with("files-per-user", {QStringLiteral("0")}), {});
        QVERIFY(unlimited && unlimited->files.perUser == 0);
    }

    void limitsOfOneSourceAreReplacedByTheNext() {
        const auto off = with("limits", {QStringLiteral("off")});
        auto offButMessages = off;
        offButMessages.insert(QStringLiteral("rate-messages"), {QStringLiteral("10/m:3")});
        const Result<Config> plain = makeConfig(data, {}, {});
        QVERIFY(plain && !plain->limits.areOff);
        QCOMPARE(plain->limits.rates.of(Family::Messages), (Rate{5, 20}));
        QCOMPARE(plain->limits.addresses.notSignedIn, 20);
        const Result<Config> without = makeConfig(data, with("rate-messages", {QStringLiteral("1/s")}), off);
        QVERIFY(without && without->limits.areOff);
        QVERIFY(without->limits.rates.of(Family::Messages).isUnlimited());
        QCOMPARE(without->limits.addresses.notSignedIn, 0);
        const Result<Config> some = makeConfig(data, {}, offButMessages);
        QVERIFY(some);
        QCOMPARE(some->limits.rates.of(Family::Messages), (Rate{10.0 / 60, 3}));
        QVERIFY(some->limits.rates.of(Family::Joins).isUnlimited());
        const Result<Config> proxied = makeConfig(data, with("proxy", {QStringLiteral("10.0.0.0/8")}), off);
        QVERIFY(proxied);
    }

    void wrongLimitsAreRefused_data() {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QString>("value");
        QTest::newRow("no unit") << QByteArray("rate-messages") << QStringLiteral("5");
        QTest::newRow("zero") << QByteArray("rate-messages") << QStringLiteral("0/s");
        QTest::newRow("negative") << QByteArray("rate-joins") << QStringLiteral("-1/s");
        QTest::newRow("days") << QByteArray("rate-finds") << QStringLiteral("5/d");
        QTest::newRow("burst of none") << QByteArray("rate-finds") << QStringLiteral("5/s:");
        QTest::newRow("too many") << QByteArray("bytes-per-connection") << QStringLiteral("9999999999/s");
        QTest::newRow("bound of zero") << QByteArray("connections-per-address") << QStringLiteral("0");
        QTest::newRow("proxy by name") << QByteArray("proxy") << QStringLiteral("proxy.example.org");
        QTest::newRow("half off") << QByteArray("limits") << QStringLiteral("half");
    }
    void wrongLimitsAreRefused() {
        QFETCH(QByteArray, name);
        QFETCH(QString, value);
        const Result<Config> config = makeConfig(data, {}, with(name.constData(), {value}));
        QVERIFY(!config);
        QCOMPARE(config.error().path, QString::fromLatin1(name));
    }

    void dataHasNoDefault() {
        const Result<Config> config = makeConfig({}, {}, {});
        QVERIFY(!config);
        QCOMPARE(config.error().path, QStringLiteral("data"));
        QVERIFY(config.error().message.contains(QStringLiteral("--data")));
    }

    void flagsWeighMoreThanVariablesMoreThanTheFile() {
        const auto three = with("io-threads", {QStringLiteral("3")});
        const auto four = with("io-threads", {QStringLiteral("4")});
        const auto five = with("io-threads", {QStringLiteral("5")});
        QCOMPARE(makeConfig(three, {}, {})->ioThreads, 3);
        QCOMPARE(makeConfig(three, four, {})->ioThreads, 4);
        QCOMPARE(makeConfig(three, four, five)->ioThreads, 5);
        QCOMPARE(makeConfig(three, {}, five)->ioThreads, 5);
        const auto list = with("listen", {QStringLiteral(":1"), QStringLiteral(":2")});
        QCOMPARE(makeConfig(list, with("listen", {QStringLiteral(":3")}), {})->listen,
                 QStringList{QStringLiteral(":3")}); // replaced, not added
    }

    void theTransport() {
        QCOMPARE(makeConfig(data, {}, {})->transport, defaultTransportKind);
        QCOMPARE(makeConfig(data, {}, with("transport", {QStringLiteral("qt")}))->transport, TransportKind::Qt);
        QCOMPARE(makeConfig(data, with("transport", {QStringLiteral("native")}), {})->transport, TransportKind::Native);
    }

    void wrongValues_data() {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QStringList>("values");
        const auto row = [](const char* name, const QStringList& values) {
            QTest::addRow("%s = %s", name, qPrintable(values.join(u','))) << QByteArray(name) << values;
        };
        for (const char* number :
             {"io-threads", "max-connections", "access-token-minutes", "session-idle-days", "session-max-days"}) {
            for (const char* value : {"0", "-1", "x", "", "1.5", "99999999999999999999", "1000001"})
                row(number, {QString::fromLatin1(value)});
            row(number, {});
            row(number, {QStringLiteral("1"), QStringLiteral("2")});
        }
        for (const char* value : {"", "yes", "true", "OPEN"})
            row("registration", {QString::fromLatin1(value)});
        row("registration", {QStringLiteral("open"), QStringLiteral("closed")});
        for (const char* value : {"", "chat.example.org", "ftp://chat.example.org", "https://chat.example.org/chat",
                                  "https://chat.example.org//"})
            row("public-url", {QString::fromLatin1(value)});
        for (const char* value : {"", "loud"})
            row("log", {QString::fromLatin1(value)});
        row("log", {QStringLiteral("info"), QStringLiteral("debug")});
        for (const char* value : {"", "epoll", "Qt"})
            row("transport", {QString::fromLatin1(value)});
        row("transport", {QStringLiteral("qt"), QStringLiteral("native")});
        for (const char* value : {"", "nonsense", "127.0.0.1", "127.0.0.1:70000", "127.0.0.1:x"})
            row("listen", {QString::fromLatin1(value)});
        row("listen", {});
        row("listen", {QStringLiteral("127.0.0.1:1"), QString()});
        row("data", {QString()});
        row("data", {QStringLiteral("a"), QStringLiteral("b")});
    }
    void wrongValues() {
        QFETCH(QByteArray, name);
        QFETCH(QStringList, values);
        const SettingValues wrong = with(name.constData(), values);
        for (const auto& [config, where] : {std::pair{makeConfig(wrong, {}, {}), "in the configuration file"},
                                            std::pair{makeConfig({}, wrong, {}), "in the environment"},
                                            std::pair{makeConfig(data, {}, wrong), "on the command line"}}) {
            QVERIFY(!config);
            QCOMPARE(config.error().kind, ErrorKind::InputInvalid);
            QCOMPARE(config.error().path, QString::fromLatin1(name));
            const QString& message = config.error().message;
            for (const QString& part :
                 {QString::fromLatin1(name), values.join(u','), QString::fromLatin1(where), QStringLiteral("expected")})
                QVERIFY2(message.contains(part), qPrintable(message));
        }
    }

    void whereLinksLead() {
        const auto publicUrl = [](const SettingValues& flags) { return makeConfig(data, {}, flags).value().publicUrl; };
        QCOMPARE(publicUrl({}), QString());
        QCOMPARE(publicUrl(with("public-url", {QStringLiteral("https://chat.example.org:8443/")})),
                 QStringLiteral("https://chat.example.org:8443"));
        SettingValues acme = with("acme", {QStringLiteral("chat.example.org")});
        acme.insert(QStringLiteral("acme-email"), {QStringLiteral("ana@example.org")});
        QCOMPARE(publicUrl(acme), QStringLiteral("https://chat.example.org"));
        acme.insert(QStringLiteral("public-url"), {QStringLiteral("https://talk.example.org")});
        QCOMPARE(publicUrl(acme), QStringLiteral("https://talk.example.org"));
        QCOMPARE(makeConfig(data, {}, with("registration", {QStringLiteral("invite")}))->registration,
                 Registration::Invite);
    }

    void theFile() {
        const auto values = read("data = \"/d\"\nlisten = [\"127.0.0.1:1\", \"[::1]:2\"]\nio_threads = 3\n"
                                 "registration = 'closed'\nsession-max-days = 7\n# a remark\n");
        QVERIFY(values);
        const auto config = makeConfig(*values, {}, {});
        QVERIFY(config);
        QCOMPARE(config->listen, (QStringList{QStringLiteral("127.0.0.1:1"), QStringLiteral("[::1]:2")}));
        QCOMPARE(config->ioThreads, 3);
        QCOMPARE(config->sessionMaxDays, 7);
        QCOMPARE(config->registration, Registration::Closed);
    }

    void filesThatAreWrong_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("says");
        QTest::newRow("no TOML") << QByteArray("data = \"/d\"\nio_threads = = 3\n") << QStringLiteral("line 2");
        QTest::newRow("unterminated") << QByteArray("\n\ndata = \"/d\n") << QStringLiteral("line 3");
        QTest::newRow("twice") << QByteArray("data = \"a\"\ndata = \"b\"\n") << QStringLiteral("line 2");
        QTest::newRow("unknown") << QByteArray("data = \"a\"\nio_treads = 3\n") << QStringLiteral("io_treads");
        QTest::newRow("unknown, its line") << QByteArray("data = \"a\"\nio_treads = 3\n") << QStringLiteral("line 2");
        QTest::newRow("a section") << QByteArray("[server]\ndata = \"a\"\n") << QStringLiteral("server");
    }
    void filesThatAreWrong() {
        QFETCH(QByteArray, text);
        QFETCH(QString, says);
        const auto values = read(text);
        QVERIFY(!values);
        QVERIFY2(values.error().message.contains(says), qPrintable(values.error().message));
        QVERIFY(values.error().message.contains(QStringLiteral("confab.toml")));
    }

    void typesThatAreWrong_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("float") << QByteArray("data = \"/d\"\nio_threads = 2.5\n");
        QTest::newRow("bool") << QByteArray("data = \"/d\"\nregistration = true\n");
        QTest::newRow("no addresses") << QByteArray("data = \"/d\"\nlisten = []\n");
        QTest::newRow("a number as address") << QByteArray("data = \"/d\"\nlisten = 7450\n");
        QTest::newRow("a table") << QByteArray("data = \"/d\"\nio_threads = {a = 1}\n");
        QTest::newRow("list of lists") << QByteArray("data = \"/d\"\nlisten = [[\":1\"]]\n");
        QTest::newRow("two ways to write it") << QByteArray("data = \"/d\"\nio_threads = 2\nio-threads = 3\n");
    }
    void typesThatAreWrong() {
        QFETCH(QByteArray, text);
        const auto values = read(text);
        QVERIFY(values);
        QVERIFY(!makeConfig(*values, {}, {}));
    }

    void aFileThatIsNotThere() {
        const auto values = readConfigFile(QStringLiteral("/nowhere/at/all.toml"));
        QVERIFY(!values);
        QVERIFY(values.error().message.contains(QStringLiteral("/nowhere/at/all.toml")));
        QVERIFY(!readConfigFile(m_folder.path()));
    }

    void theEnvironment() {
        qputenv("CONFAB_LISTEN", "127.0.0.1:1, [::1]:2");
        qputenv("CONFAB_IO_THREADS", "7");
        const SettingValues values = readEnvironment();
        qunsetenv("CONFAB_LISTEN");
        qunsetenv("CONFAB_IO_THREADS");
        const auto config = makeConfig(data, values, {});
        QVERIFY(config);
        QCOMPARE(config->ioThreads, 7);
        QCOMPARE(config->listen, (QStringList{QStringLiteral("127.0.0.1:1"), QStringLiteral("[::1]:2")}));
        QVERIFY(readEnvironment().isEmpty());
    }

    void theCommandLine() {
        const Command serve = parse({QStringLiteral("--data"), QStringLiteral("/d \u00e4"), QStringLiteral("--listen"),
                                     QStringLiteral("[::1]:7450"), QStringLiteral("--listen=:1"),
                                     QStringLiteral("--io-threads"), QStringLiteral("3")});
        QCOMPARE(serve.kind, Command::Kind::Serve);
        QCOMPARE(serve.flags.value(QStringLiteral("data")), QStringList{QStringLiteral("/d \u00e4")});
        QCOMPARE(serve.flags.value(QStringLiteral("listen")),
                 (QStringList{QStringLiteral("[::1]:7450"), QStringLiteral(":1")}));
        QCOMPARE(makeConfig({}, {}, serve.flags)->ioThreads, 3);
        QCOMPARE(parse({QStringLiteral("--check-config"), QStringLiteral("--config"), QStringLiteral("f")}).kind,
                 Command::Kind::CheckConfig);
        QCOMPARE(parse({QStringLiteral("--config"), QStringLiteral("f")}).configFile, QStringLiteral("f"));
        QCOMPARE(parse({}).kind, Command::Kind::Serve);
        QVERIFY(parse({}).flags.isEmpty());
    }

    void addingAnAccount() {
        const Command add = parse({QStringLiteral("user"), QStringLiteral("add"), QStringLiteral("--data"),
                                   QStringLiteral("/d"), QStringLiteral("--name"), QStringLiteral("Ana B"),
                                   QStringLiteral("--email"), QStringLiteral("a@b.example")});
        QCOMPARE(add.kind, Command::Kind::AddUser);
        QCOMPARE(add.userName, QStringLiteral("Ana B"));
        QCOMPARE(add.userEmail, QStringLiteral("a@b.example"));
        QCOMPARE(add.flags.value(QStringLiteral("data")), QStringList{QStringLiteral("/d")});
    }

    void managingAccounts() {
        const QStringList email{QStringLiteral("--email"), QStringLiteral("a@b.example")};
        const QStringList user{QStringLiteral("user")};
        QCOMPARE(parse(user + QStringList{QStringLiteral("password")} + email).kind, Command::Kind::ResetPassword);
        QCOMPARE(parse(user + QStringList{QStringLiteral("list")}).kind, Command::Kind::ListUsers);
        const Command remove = parse(user + QStringList{QStringLiteral("remove"), QStringLiteral("--yes")} + email);
        QCOMPARE(remove.kind, Command::Kind::RemoveUser);
        QCOMPARE(remove.userEmail, email.last());
        QVERIFY(remove.isConfirmed);
        const Command configured =
            parse(user + QStringList{QStringLiteral("list"), QStringLiteral("--config"), QStringLiteral("f")});
        QCOMPARE(configured.configFile, QStringLiteral("f"));
    }

    void argumentsThatAreNoText() {
        QByteArray program("confabd");
        QByteArray flag("--data");
        QByteArray folder("/d\xe4"); // a folder with another name would be made
        char* arguments[] = {program.data(), flag.data(), folder.data()};
        const Command command = parseCommandLine(3, arguments);
        QCOMPARE(command.kind, Command::Kind::Done);
        QCOMPARE(command.exitCode, 2);
    }

    /// The help's defaults are those that the settings have: each is right, and changes nothing.
    void defaultsOfTheHelp() {
        int shown = 0;
        for (const Setting& setting : settings()) {
            const QString text = defaultOf(setting);
            Config config;
            if (!text.isEmpty() && setting.apply(config, {text}))
                ++shown;
            QCOMPARE(config.listen, Config{}.listen);
            QCOMPARE(config.maxConnections, Config{}.maxConnections);
            QCOMPARE(config.limits.addresses.accepts, Limits{}.addresses.accepts);
            QCOMPARE(config.limits.sessions.bytes, Limits{}.sessions.bytes);
            for (const FamilyRow& row : familyRows()) // a rate is shown as a fraction of an hour, a minute or a second
                QVERIFY2(qFuzzyCompare(config.limits.rates.of(row.family).perSecond, row.rate.perSecond) &&
                             config.limits.rates.of(row.family).burst == row.rate.burst,
                         row.setting);
        }
        QVERIFY2(shown > 25, qPrintable(QString::number(shown)));
        QCOMPARE(rateText(Rate{5, 20}), QStringLiteral("5/s:20"));
        QCOMPARE(rateText(Rate{5, 5}), QStringLiteral("5/s"));
        QCOMPARE(rateText(Rate{10.0 / 3600, 10}), QStringLiteral("10/h"));
        QCOMPARE(rateText(Rate{0.5, 3}), QStringLiteral("30/m:3"));
        QCOMPARE(rateText(Rate::unlimited()), QStringLiteral("off"));
    }

    void linesThatAreWrong_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("unknown flag") << QStringList{QStringLiteral("--nonsense")};
        QTest::newRow("no value") << QStringList{QStringLiteral("--data")};
        QTest::newRow("twice") << QStringList{QStringLiteral("--io-threads"), QStringLiteral("2"),
                                              QStringLiteral("--io-threads"), QStringLiteral("3")};
        QTest::newRow("stray word") << QStringList{QStringLiteral("--data"), QStringLiteral("a"), QStringLiteral("b")};
        QTest::newRow("user without verb") << QStringList{QStringLiteral("user")};
        QTest::newRow("no email") << QStringList{QStringLiteral("user"), QStringLiteral("add"),
                                                 QStringLiteral("--name"), QStringLiteral("x")};
        QTest::newRow("a password as argument") << QStringList{
            QStringLiteral("user"),    QStringLiteral("add"), QStringLiteral("--name"),     QStringLiteral("x"),
            QStringLiteral("--email"), QStringLiteral("a@b"), QStringLiteral("--password"), QStringLiteral("secret")};
    }
    void linesThatAreWrong() {
        QFETCH(QStringList, arguments);
        const Command command = parse(arguments);
        QCOMPARE(command.kind, Command::Kind::Done);
        QCOMPARE(command.exitCode, 2);
    }

    void helpAndVersionAreNoFailure() {
        for (const char* flag : {"--help", "--version"}) {
            const Command command = parse({QString::fromLatin1(flag)});
            QCOMPARE(command.kind, Command::Kind::Done);
            QCOMPARE(command.exitCode, 0);
        }
    }
};

QTEST_GUILESS_MAIN(TestConfig)
#include "tst_config.moc"
